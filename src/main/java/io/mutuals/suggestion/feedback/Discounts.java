package io.mutuals.suggestion.feedback;

import io.mutuals.suggestion.memory.DiscountFacts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much lower a candidate is placed than their score says, as a factor in (0, 1]. People are placed by score × factor.
 *
 * <p>The factor is the product of three, each of which is 1 while nothing speaks against the candidate:
 *
 * <ul>
 *   <li><b>Seen and ignored</b> (impression discounting: Lee, Lakshmanan, Tiwari and Shah, "Modeling impression discounting in large-scale
 *       recommender systems", KDD 2014): interest falls with the number of impressions and recovers with the time since the last.
 *       Of n times seen, the first f are free; the rest fades with the half-life h: e = max(0, n − f) · 2^(−t/h). The factor is
 *       the inverse form 1 / (1 + w·e): it falls fast at first, and never to nothing.
 *   <li><b>Load</b>: a candidate with p unanswered requests is shown less, 1 / (1 + p/l). It spreads requests over people who get round to
 *       answering them.
 *   <li><b>Reciprocity</b>: a friendship needs both, P(send) · P(accept) (reciprocal recommendation: Pizzato et al., "RECON: a reciprocal
 *       recommender for online dating", RecSys 2010). The score stands for P(send). P(accept) is the mean of a beta distribution after
 *       what the candidate did with a accepted, d declined and p unanswered requests, (a + α) / (a + d + v·p + α + β); the factor is
 *       that divided by the α / (α + β) of somebody of whom nothing is known, at most 1. So nobody is punished for having no history, nor
 *       lifted above the others for having accepted everybody.
 * </ul>
 *
 * <p>Anybody can send requests, so the p unanswered ones take at most m of a candidate's place: of load and reciprocity the mean is taken
 * with what they would be without unanswered requests, in the weights m and 1 − m.
 *
 * <p>f, w, h, l, v, m, α and β are {@link FeedbackProperties}. No clock of its own; thread-safe.
 */
@Component
public class Discounts {

    private final FeedbackProperties properties;

    Discounts(FeedbackProperties properties) {
        this.properties = properties;
    }

    /** The factor, which never grows with requests unanswered or declined, or times seen, and never falls with time or requests accepted. */
    public double factor(DiscountFacts facts, Instant now) {
        double most = properties.maxPendingDiscount();
        int pending = facts.pendingRequests();
        double ofRequests =
                (1 - most) * ofReciprocity(facts, 0) + most * ofLoad(pending) * ofReciprocity(facts, pending);
        return ofSeen(facts.timesSeen(), facts.lastSeen(), now) * ofRequests;
    }

    private double ofSeen(int times, @Nullable Instant last, Instant now) {
        if (last == null || times <= properties.freeImpressions()) {
            return 1;
        }
        Duration unseen = last.isBefore(now) ? Duration.between(last, now) : Duration.ZERO;
        double halfLives =
                (double) unseen.toMillis() / properties.impressionHalfLife().toMillis();
        double ignored = (times - properties.freeImpressions()) * Math.pow(2, -halfLives);
        return 1 / (1 + properties.impressionWeight() * ignored);
    }

    private double ofLoad(int pending) {
        return 1 / (1 + (double) pending / properties.pendingLimit());
    }

    private double ofReciprocity(DiscountFacts facts, int pending) {
        double accepted = facts.requestsAccepted() + properties.priorAccepted();
        double declined = facts.requestsDeclined() + properties.pendingWeight() * pending + properties.priorDeclined();
        double known = accepted / (accepted + declined);
        double unknown = properties.priorAccepted() / (properties.priorAccepted() + properties.priorDeclined());
        return Math.min(1, known / unknown);
    }
}
