package io.mutuals.experiment.results;

import java.util.List;
import java.util.OptionalLong;

/**
 * All that an experiment has counted.
 *
 * @param people who took part
 * @param left how many were left out, because they have been in more than one variant
 * @param lastDay the last day on which anything was counted, from 1970
 */
record Ledger(List<MeasuredParticipant> people, int left, long lastDay) {

    /** The first day on which anyone took part; empty when there is none. */
    OptionalLong firstDay() {
        return people.stream().mapToLong(MeasuredParticipant::firstDay).min();
    }

    /** How many units were assigned, of all variants together. */
    int units() {
        return (int) people.stream().map(MeasuredParticipant::unit).distinct().count();
    }

    /** Those of one variant who took part by the end of a day. */
    List<MeasuredParticipant> of(int variant, long lastDay) {
        return people.stream()
                .filter(person -> person.variant() == variant && person.firstDay() <= lastDay)
                .toList();
    }
}
