package io.mutuals.suggestion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
record DiscountFacts(int pendingRequests, int requestsAccepted, int requestsDeclined, int timesSeen, @Nullable Instant lastSeen) {}
