package io.mutuals.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one request was charged. Thread-safe. */
final class Bill {

    private volatile @Nullable Charge charge;
    private volatile @Nullable Refusal refusal;

    void open(long viewer, long requested, Throttle.@Nullable Balance balance) {
        charge = new Charge(viewer, requested, balance);
    }

    void refuse(Refusal reason) {
        refusal = reason;
    }

    /** Why nothing was run; null when it was. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    @Nullable
    Charge charge() {
        return charge;
    }

    /** @param balance after the charge; null when nobody could tell */
    record Charge(long viewer, long requested, Throttle.@Nullable Balance balance) {

        /** What there is to give back; negative when the answer held more than was foretold. */
        long unused(long actual) {
            return requested - actual;
        }

        /** The charge in the shape of {@code extensions.cost}. */
        Map<String, @Nullable Object> toExtension(long actual) {
            Map<String, @Nullable Object> cost = new LinkedHashMap<>();
            cost.put("requested", requested);
            cost.put("actual", actual);
            cost.put("throttle", balance == null ? null : balance.toExtension(unused(actual)));
            return cost;
        }
    }
}
