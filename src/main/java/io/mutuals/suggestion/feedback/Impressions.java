package io.mutuals.suggestion.feedback;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.feedback.ImpressionRepository.Seen;
import io.mutuals.suggestion.strategy.Treatment;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Remembers which suggestions a viewer was shown. All tokens of a call are recorded in one statement, or none is; a token counts once,
 * and so does a candidate in one snapshot, however often and on however many replicas it is told.
 */
@Service
class Impressions {

    /** The most tokens that one call may bring. */
    static final int MAX_TOKENS = 100;

    private static final String TOKENS = "impressionTokens";

    private final ImpressionTokens tokens;
    private final ImpressionRepository repository;
    private final ActionLimits limits;
    private final FeedbackProperties properties;
    private final Events events;
    private final InstantSource clock;

    Impressions(
            ImpressionTokens tokens,
            ImpressionRepository repository,
            ActionLimits limits,
            FeedbackProperties properties,
            Events events,
            InstantSource clock) {
        this.tokens = tokens;
        this.repository = repository;
        this.limits = limits;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /** Records what the viewer was shown, or tells for each token that is wrong that it is. */
    Outcome record(Viewer viewer, List<String> told) {
        if (told.isEmpty() || told.size() > MAX_TOKENS) {
            return Outcome.refused(UserError.of(
                    ImpressionErrorCode.INVALID_BATCH_SIZE,
                    "1 to " + MAX_TOKENS + " tokens can be recorded at once.",
                    "input",
                    TOKENS));
        }
        List<Impression> impressions = new ArrayList<>();
        List<UserError> errors = new ArrayList<>();
        for (int index = 0; index < told.size(); index++) {
            Impression impression = tokens.open(viewer.id(), told.get(index));
            if (impression == null) {
                errors.add(UserError.of(
                        ImpressionErrorCode.INVALID_TOKEN,
                        "This token was not handed out to you; leave it out and send the others again.",
                        "input",
                        TOKENS,
                        Integer.toString(index)));
            } else {
                impressions.add(impression);
            }
        }
        if (!errors.isEmpty()) {
            return new Outcome(0, errors);
        }
        Instant resetAt = limits.refusedUntil(ActionLimit.RECORD_IMPRESSIONS, viewer.id(), 1);
        if (resetAt != null) {
            return Outcome.refused(UserError.until(
                    resetAt,
                    ImpressionErrorCode.RATE_LIMITED,
                    "You have recorded impressions too often; please collect them and send them together."));
        }
        Outcome outcome = recorded(viewer, repository.record(viewer.id(), impressions));
        List<Impression> counted = impressions.stream()
                .filter(impression -> impression.experiment() != Treatment.NO_EXPERIMENT)
                .toList();
        if (!counted.isEmpty()) {
            events.publish(
                    new SuggestionsSeen(viewer.id(), counted, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return outcome;
    }

    private Outcome recorded(Viewer viewer, List<Seen> seen) {
        List<Long> lower = seen.stream()
                .filter(one -> one.times() > properties.freeImpressions())
                .map(Seen::candidate)
                .toList();
        if (!lower.isEmpty()) {
            events.publish(new ImpressionsRecorded(viewer.id(), lower));
        }
        return new Outcome(seen.stream().mapToInt(Seen::counted).sum(), List.of());
    }

    /**
     * What became of a call.
     *
     * @param recorded how many impressions counted, which were not known before
     */
    record Outcome(int recorded, List<UserError> errors) {
        static Outcome refused(UserError error) {
            return new Outcome(0, List.of(error));
        }
    }
}
