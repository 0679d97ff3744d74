package io.mutuals.experiment.journal;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.comment.CommentMade;
import io.mutuals.conversation.ConversationChanged;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.journal.JournalEntry.ImpressionEntry;
import io.mutuals.experiment.journal.JournalEntry.MessageEntry;
import io.mutuals.experiment.journal.JournalEntry.OutcomeEntry;
import io.mutuals.experiment.journal.JournalEntry.VideoEntry;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.friend.FriendRequestSent;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.friend.UserBlocked;
import io.mutuals.suggestion.feedback.SuggestionDismissed;
import io.mutuals.suggestion.feedback.SuggestionsSeen;
import io.mutuals.video.VideoLiked;
import io.mutuals.video.VideoReposted;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records events that may be outcomes of suggestions, while an experiment counts them. */
@Component
class OutcomeEvents {

    private final Journal journal;
    private final RunningExperiments running;

    OutcomeEvents(Journal journal, RunningExperiments running) {
        this.journal = journal;
        this.running = running;
    }

    @EventListener
    void on(SuggestionsSeen seen) {
        seen.impressions().stream()
                .filter(impression -> running.counting(impression.experiment()).isPresent())
                .forEach(impression -> journal.enqueue(new ImpressionEntry(impression, seen.at())));
    }

    @EventListener
    void on(FriendRequestSent sent) {
        outcome(OutcomeKind.REQUESTS_SENT, sent.from(), sent.to(), sent.at());
    }

    @EventListener
    void on(FriendshipFormed formed) {
        mutualOutcome(OutcomeKind.REQUESTS_ACCEPTED, formed.one(), formed.other(), formed.at());
    }

    @EventListener
    void on(SuggestionDismissed dismissed) {
        outcome(OutcomeKind.DISMISSALS, dismissed.by(), dismissed.dismissed(), dismissed.at());
    }

    @EventListener
    void on(UserBlocked blocked) {
        mutualOutcome(OutcomeKind.BLOCKS, blocked.by(), blocked.blocked(), blocked.at());
    }

    @EventListener
    void on(ConversationChanged changed) {
        if (journal.isRecording()) {
            journal.enqueue(new MessageEntry(changed.conversation(), changed.at()));
        }
    }

    @EventListener
    void on(VideoLiked liked) {
        videoOutcome(OutcomeKind.LIKES, liked.by(), liked.video(), liked.at());
    }

    @EventListener
    void on(VideoReposted reposted) {
        videoOutcome(OutcomeKind.REPOSTS, reposted.by(), reposted.video(), reposted.at());
    }

    @EventListener
    void on(CommentMade made) {
        videoOutcome(OutcomeKind.COMMENTS, made.by(), made.video(), made.at());
    }

    private void videoOutcome(OutcomeKind kind, UserId viewer, VideoId video, Instant at) {
        if (journal.isRecording()) {
            journal.enqueue(new VideoEntry(kind, viewer, video, at));
        }
    }

    private void mutualOutcome(OutcomeKind kind, UserId one, UserId other, Instant at) {
        outcome(kind, one, other, at);
        outcome(kind, other, one, at);
    }

    private void outcome(OutcomeKind kind, UserId viewer, UserId candidate, Instant at) {
        if (journal.isRecording()) {
            journal.enqueue(new OutcomeEntry(kind, viewer, candidate, at));
        }
    }
}
