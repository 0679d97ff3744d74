package io.mutuals.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The reported content, as it was at the time of the report. Stored as JSON and never changed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CommentEvidence.class, name = "COMMENT"),
    @JsonSubTypes.Type(value = MessageEvidence.class, name = "MESSAGE"),
    @JsonSubTypes.Type(value = UserEvidence.class, name = "USER")
})
sealed interface ReportEvidence permits CommentEvidence, MessageEvidence, UserEvidence {

    /** The number of the reported user; null when the account no longer existed. */
    @Nullable
    Long against();

    /** Returns whether {@code user} is the reported user. */
    default boolean isAgainst(long user) {
        Long against = against();
        return against != null && against == user;
    }

    /**
     * Returns whether it may contain more than the evidence of a report of the same subject made at {@code earlier}.
     */
    boolean isNewsSince(Instant earlier);
}
