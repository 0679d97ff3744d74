package io.mutuals.suggestion.feedback;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Computes by how much feedback lowers a candidate in a ranking, as a factor in (0, 1]: candidates are ordered by score
 * × factor.
 *
 * <p>The factor is the product of three, each of which is 1 for a candidate without history:
 *
 * <ul>
 *   <li><b>Seen and ignored</b> (impression discounting: Lee, Lakshmanan, Tiwari and Shah, "Modeling impression
 *       discounting in large-scale recommender systems", KDD 2014): interest falls with the number of impressions and
 *       recovers with the time since the last one. Of n impressions the first f are free; the rest fades with the
 *       half-life h: e = max(0, n − f) · 2^(−t/h). The factor is the inverse form 1 / (1 + w·e): it falls fast at
 *       first, and never reaches 0.
 *   <li><b>Load</b>: with p unanswered requests the factor is 1 / (1 + p/l). It spreads requests over users who get
 *       round to answering them.
 *   <li><b>Reciprocity</b>: a friendship needs both users, P(send) · P(accept) (reciprocal recommendation: Pizzato et
 *       al., "RECON: a reciprocal recommender for online dating", RecSys 2010). The score stands for P(send). P(accept)
 *       is the posterior mean of a beta distribution for a candidate with a accepted, d declined and p unanswered
 *       requests, (a + α) / (a + d + v·p + α + β). The factor is that divided by the prior mean α / (α + β), at most 1:
 *       a candidate without history loses nothing, and one who accepts every request gains nothing.
 * </ul>
 *
 * <p>Any account can send requests, so the p unanswered ones take at most m of a candidate's score: load × reciprocity
 * is averaged with its value for p = 0, with the weights m and 1 − m.
 *
 * <p>f, w, h, l, v, m, α and β are in {@link FeedbackProperties}. Uses no clock; thread-safe.
 */
@Component
public class Discounts {

    private final FeedbackProperties properties;

    Discounts(FeedbackProperties properties) {
        this.properties = properties;
    }

    /**
     * Returns the factor. It never grows with unanswered or declined requests or with impressions, and never falls with
     * accepted requests or with time.
     */
    public double factor(DiscountFacts facts, Instant now) {
        double weight = properties.maxPendingDiscount();
        int pending = facts.pendingRequests();
        double ofRequests =
                (1 - weight) * ofReciprocity(facts, 0) + weight * ofLoad(pending) * ofReciprocity(facts, pending);
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
