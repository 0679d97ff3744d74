package io.mutuals.experiment.journal;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.strategy.ExplorationRecord;
import java.time.Instant;

/** An entry of the journal. Writing an entry is idempotent. */
sealed interface JournalEntry {

    /** The time of the event. */
    Instant at();

    /** A user was shown a page that a variant ranked. */
    record ExposureEntry(long experiment, int variant, UserId viewer, String unit, Instant at)
            implements JournalEntry {}

    /** A ranking drew its first place at random, or chose not to. */
    record DrawEntry(long experiment, int variant, UserId viewer, ExplorationRecord explored, Instant at)
            implements JournalEntry {}

    /** A user saw a suggestion. */
    record ImpressionEntry(Impression impression, Instant at) implements JournalEntry {}

    /** An outcome between a viewer and a candidate; it counts only if the candidate had been suggested. */
    record OutcomeEntry(OutcomeKind kind, UserId viewer, UserId candidate, Instant at) implements JournalEntry {}

    /**
     * A user did something with a video; it is an outcome for each user who was suggested to them, and who posted the
     * video or shared it with them. That is decided when it is written.
     */
    record VideoEntry(OutcomeKind kind, UserId viewer, VideoId video, Instant at) implements JournalEntry {}

    /** A message was sent in a conversation; whether that is an outcome is decided when it is written. */
    record MessageEntry(ConversationId conversation, Instant at) implements JournalEntry {}
}
