package io.mutuals.experiment.results;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.lifecycle.Lifecycle;
import io.mutuals.experiment.results.ExperimentResults.GuardrailCheck;
import io.mutuals.experiment.running.RunningExperiments;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stops experiments whose guardrails are breached. One replica checks for all; if two do, the first stop wins. */
@Component
class GuardrailWatch extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(GuardrailWatch.class);

    private final RunningExperiments running;
    private final Results results;
    private final Lifecycle lifecycle;
    private final ReplicaLease lease;
    private final ExperimentProperties properties;

    GuardrailWatch(
            RunningExperiments running,
            Results results,
            Lifecycle lifecycle,
            ReplicaLease lease,
            ExperimentProperties properties) {
        super("experiments-guard", "The guardrails of experiments were not checked; the next run checks them");
        this.running = running;
        this.results = results;
        this.lifecycle = lifecycle;
        this.lease = lease;
        this.properties = properties;
    }

    /** Checks every running experiment. */
    void check() {
        for (Experiment experiment : running.running()) {
            if (!experiment.guardrails().isEmpty()) {
                check(experiment);
            }
        }
    }

    private void check(Experiment experiment) {
        try {
            results.guardrails(experiment).stream()
                    .filter(GuardrailCheck::isBreached)
                    .findFirst()
                    .ifPresent(breach -> stop(experiment, breach));
        } catch (RuntimeException failed) {
            log.warn(
                    "The guardrails of {} were not checked, others are; the next run tries again",
                    experiment.key(),
                    failed);
        }
    }

    private void stop(Experiment experiment, GuardrailCheck breach) {
        EffectView effect = breach.effect();
        String detail = effect == null
                ? "%s of %s is certain to be worse".formatted(breach.metric(), breach.variant())
                : String.format(
                        Locale.ROOT,
                        "%s of %s is certain to be worse: %.4g, and %.4g in the control",
                        breach.metric(),
                        breach.variant(),
                        effect.treatment(),
                        effect.control());
        log.warn("The experiment {} is stopped by a guardrail: {}", experiment.key(), detail);
        lifecycle.stopFor(experiment.key(), detail);
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.guardEvery());
        if (!running.running().isEmpty() && lease.tryAcquire("experiments:guard", properties.guardEvery())) {
            check();
        }
    }
}
