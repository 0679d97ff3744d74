package io.mutuals.experiment.journal;

import io.mutuals.conversation.ConversationChanged;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.journal.JournalEntry.Happened;
import io.mutuals.experiment.journal.JournalEntry.Seen;
import io.mutuals.experiment.journal.JournalEntry.Talked;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.friend.FriendRequestSent;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.friend.UserBlocked;
import io.mutuals.suggestion.feedback.SuggestionDismissed;
import io.mutuals.suggestion.feedback.SuggestionsSeen;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Takes down what could have come of suggestions, while there are experiments that count it. */
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
                .forEach(impression -> journal.take(new Seen(impression, seen.at())));
    }

    @EventListener
    void on(FriendRequestSent sent) {
        happened(OutcomeKind.REQUESTS_SENT, sent.from(), sent.to(), sent.at());
    }

    @EventListener
    void on(FriendshipFormed formed) {
        between(OutcomeKind.REQUESTS_ACCEPTED, formed.one(), formed.other(), formed.at());
    }

    @EventListener
    void on(SuggestionDismissed dismissed) {
        happened(OutcomeKind.DISMISSALS, dismissed.by(), dismissed.dismissed(), dismissed.at());
    }

    @EventListener
    void on(UserBlocked blocked) {
        between(OutcomeKind.BLOCKS, blocked.by(), blocked.blocked(), blocked.at());
    }

    @EventListener
    void on(ConversationChanged changed) {
        if (journal.isOpen()) {
            journal.take(new Talked(changed.conversation(), changed.at()));
        }
    }

    private void between(OutcomeKind kind, long one, long other, Instant at) {
        happened(kind, one, other, at);
        happened(kind, other, one, at);
    }

    private void happened(OutcomeKind kind, long viewer, long candidate, Instant at) {
        if (journal.isOpen()) {
            journal.take(new Happened(kind, viewer, candidate, at));
        }
    }
}
