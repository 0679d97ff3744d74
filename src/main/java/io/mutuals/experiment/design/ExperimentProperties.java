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
 * How experiments run.
 *
 * @param holdout the share of people who never take part in any, 0 to 1; a larger one holds those who were held out before
 * @param look how often a replica looks whether an experiment has changed, so how long a kill can take where hints do not arrive
 * @param attribution for how long after somebody was shown a suggestion what becomes of it counts
 * @param settle for how long what happened waits for the impressions that came before it, which other replicas may not have written yet
 * @param writeEvery how often what is to be counted is written
 * @param waiting how many exposures and outcomes may wait for Neo4j while it is away; beyond that they are lost, and counted as lost
 * @param repairEvery how often one replica looks for outcomes that a killed one did not write
 * @param kept for how long after an experiment has ended what it counted is kept, with the ids of who was shown whom
 * @param guardEvery how often guardrails are looked at
 * @param fresh for how long results that were computed serve everybody who asks
 * @param confidence how sure intervals are to hold the truth
 * @param largestCluster how many people a cluster may have
 * @param fewestFriends how many friends somebody must have to be in the middle of an ego cluster
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
