package io.mutuals.experiment.design;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of experiments.
 *
 * @param holdout share of users who never take part in any experiment, 0 to 1; a larger share includes the users of a
 *     smaller one
 * @param look interval at which a replica checks for changed experiments; bounds the delay of a kill when hints are
 *     lost
 * @param attribution time after an impression during which outcomes count for it
 * @param settle delay before outcomes are written, so that earlier impressions from other replicas are written first
 * @param writeEvery interval between writes of the journal
 * @param waiting maximum number of journal entries held while Neo4j is unavailable; further ones are dropped and
 *     counted as lost
 * @param repairEvery interval at which one replica recovers outcomes that a killed replica did not write
 * @param kept time after the end of an experiment during which its journal is kept; it records who was shown to which
 *     user
 * @param guardEvery interval between guardrail checks
 * @param fresh time for which computed results are served from the cache
 * @param confidence confidence level of intervals
 * @param largestCluster maximum number of users in a cluster
 * @param fewestFriends minimum number of friends of an ego
 */
@Validated
@ConfigurationProperties("mutuals.experiment")
public record ExperimentProperties(
        @DecimalMin("0") @DecimalMax("1") @DefaultValue("0") double holdout,

        @DurationMin(millis = 50) @DurationMax(seconds = 1) @DefaultValue("500ms")
        Duration look,

        @DurationMin(minutes = 1) @DefaultValue("7d") Duration attribution,
        @DurationMin(millis = 0) @DefaultValue("3s") Duration settle,
        @DurationMin(millis = 10) @DefaultValue("500ms") Duration writeEvery,
        @Min(1) @DefaultValue("100000") int waiting,
        @DurationMin(seconds = 1) @DefaultValue("10m") Duration repairEvery,
        @DurationMin(days = 1) @DefaultValue("400d") Duration kept,
        @DurationMin(seconds = 1) @DefaultValue("1m") Duration guardEvery,
        @DurationMin(millis = 0) @DefaultValue("5s") Duration fresh,

        @DecimalMin("0.5") @DecimalMax("0.999") @DefaultValue("0.95")
        double confidence,

        @Min(2) @Max(1_000_000) @DefaultValue("1000") int largestCluster,
        @Min(1) @DefaultValue("5") int fewestFriends) {}
