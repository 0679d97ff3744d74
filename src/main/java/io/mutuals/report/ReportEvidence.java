package io.mutuals.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was reported, as it was when it was reported; kept as JSON, and never changed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MessageEvidence.class, name = "MESSAGE"),
    @JsonSubTypes.Type(value = UserEvidence.class, name = "USER")
})
sealed interface ReportEvidence permits MessageEvidence, UserEvidence {

    /** The number of whoever is reported by it; null when the account was gone. */
    @Nullable
    Long against();

    /** Whether it is {@code user} who is reported by it. */
    default boolean isAgainst(long user) {
        Long against = against();
        return against != null && against == user;
    }

    /** Whether it may tell more than a report of the same that was made at {@code earlier}. */
    boolean isNewsSince(Instant earlier);
}
