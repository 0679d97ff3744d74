package io.mutuals.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cost that one request was charged. Thread-safe. */
final class Bill {

    private final boolean queriesOnly;
    private volatile boolean forAll;
    private volatile @Nullable Charge charge;
    private volatile @Nullable Refusal refusal;

    /** @param queriesOnly whether no other operation than a query may run */
    Bill(boolean queriesOnly) {
        this.queriesOnly = queriesOnly;
    }

    boolean queriesOnly() {
        return queriesOnly;
    }

    /** Notes that the answer is the same for every viewer. */
    void isForAll() {
        forAll = true;
    }

    boolean forAll() {
        return forAll;
    }

    void open(long viewer, long requested, Throttle.@Nullable Balance balance) {
        charge = new Charge(viewer, requested, balance);
    }

    void refuse(Refusal reason) {
        refusal = reason;
    }

    /** Returns the reason why nothing was run; null if the request ran. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    @Nullable
    Charge charge() {
        return charge;
    }

    /** @param balance the balance after the charge; null if Redis could not tell */
    record Charge(long viewer, long requested, Throttle.@Nullable Balance balance) {

        /** Returns the cost to refund; negative if the answer held more than was estimated. */
        long unused(long actual) {
            return requested - actual;
        }

        /** Returns the charge in the shape of {@code extensions.cost}. */
        Map<String, @Nullable Object> toExtension(long actual) {
            Map<String, @Nullable Object> cost = new LinkedHashMap<>();
            cost.put("requested", requested);
            cost.put("actual", actual);
            cost.put("throttle", balance == null ? null : balance.toExtension(unused(actual)));
            return cost;
        }
    }
}
