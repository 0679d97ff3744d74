package io.mutuals.experiment.journal;

import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.strategy.Explored;
import java.time.Instant;

/** Something that is to be written into the journal. Writing it twice is writing it once. */
sealed interface JournalEntry {

    /** When it happened. */
    Instant at();

    /** Somebody was shown a page that a variant made. */
    record Exposed(long experiment, int variant, long viewer, String unit, Instant at) implements JournalEntry {}

    /** The first place of a ranking was, or might have been, given away by lot. */
    record Drawn(long experiment, int variant, long viewer, Explored explored, Instant at) implements JournalEntry {}

    /** Somebody was shown a suggestion. */
    record Seen(Impression impression, Instant at) implements JournalEntry {}

    /** Something came of a suggestion, if there was one. */
    record Happened(OutcomeKind kind, long viewer, long candidate, Instant at) implements JournalEntry {}

    /** Something was said in a conversation; whether that came of a suggestion is to be seen. */
    record Talked(long conversation, Instant at) implements JournalEntry {}
}
