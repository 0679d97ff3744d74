package io.mutuals.experiment.results;

import java.util.List;
import java.util.OptionalLong;

/**
 * The journal of an experiment, aggregated by participant.
 *
 * @param participants users who took part and are not excluded
 * @param excluded number of users excluded because they have been in more than one variant
 * @param lastDay last day with an entry, in days since 1970
 */
record Ledger(List<MeasuredParticipant> participants, int excluded, long lastDay) {

    /** The first day on which a user took part; empty if none did. */
    OptionalLong firstDay() {
        return participants.stream().mapToLong(MeasuredParticipant::firstDay).min();
    }

    /** The number of assigned units over all variants. */
    int units() {
        return (int)
                participants.stream().map(MeasuredParticipant::unit).distinct().count();
    }

    /** The participants of a variant by the end of a day. */
    List<MeasuredParticipant> participantsOf(int variant, long lastDay) {
        return participants.stream()
                .filter(participant -> participant.variant() == variant && participant.firstDay() <= lastDay)
                .toList();
    }
}
