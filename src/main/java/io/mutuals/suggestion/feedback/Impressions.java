package io.mutuals.suggestion.feedback;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.feedback.ImpressionRepository.ImpressionCount;
import io.mutuals.suggestion.strategy.Treatment;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Records which suggestions a viewer has seen. Either all tokens of a call are recorded, in one statement, or none is.
 * A token counts once, and so does a candidate in one snapshot, from any number of calls and replicas. Thread-safe.
 */
@Service
class Impressions {

    /** The most tokens of one call. */
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

    /** Records the impressions in the tokens, or returns an error for each invalid token. */
    Outcome record(Viewer viewer, List<String> batch) {
        if (batch.isEmpty() || batch.size() > MAX_TOKENS) {
            return Outcome.refused(UserError.of(
                    ImpressionErrorCode.INVALID_BATCH_SIZE,
                    "A call must have 1 to " + MAX_TOKENS + " tokens.",
                    "input",
                    TOKENS));
        }
        List<Impression> impressions = new ArrayList<>();
        List<UserError> errors = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            Impression impression = tokens.open(viewer.id(), batch.get(index));
            if (impression == null) {
                errors.add(UserError.of(
                        ImpressionErrorCode.INVALID_TOKEN,
                        "This token is not valid for you; leave it out and send the others again.",
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
                    "You have recorded impressions too often; collect tokens and send up to " + MAX_TOKENS
                            + " together."));
        }
        Outcome outcome = recorded(viewer, repository.record(viewer.id(), impressions));
        List<Impression> counted = impressions.stream()
                .filter(impression -> impression.experiment() != Treatment.NO_EXPERIMENT)
                .toList();
        if (!counted.isEmpty()) {
            events.publish(new SuggestionsSeen(counted, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return outcome;
    }

    private Outcome recorded(Viewer viewer, List<ImpressionCount> counts) {
        List<Long> discounted = counts.stream()
                .filter(count -> count.times() > properties.freeImpressions())
                .map(ImpressionCount::candidate)
                .toList();
        if (!discounted.isEmpty()) {
            events.publish(new ImpressionsRecorded(viewer.id(), discounted));
        }
        return new Outcome(counts.stream().mapToInt(ImpressionCount::counted).sum(), List.of());
    }

    /**
     * The outcome of a call.
     *
     * @param recorded the number of impressions that counted, without repeats of known ones
     */
    record Outcome(int recorded, List<UserError> errors) {
        static Outcome refused(UserError error) {
            return new Outcome(0, List.of(error));
        }
    }
}
