package io.mutuals.export;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of exports.
 *
 * @param every how often one replica looks for exports to write, and deletes those that have expired
 * @param kept how long an export can be downloaded
 * @param pause the time after a request before the same user may request the next export
 * @param linkLife how long a link is valid
 * @param chunk the size at which a part of the document is stored, before compression; bounds the memory of a job
 */
@Validated
@ConfigurationProperties("mutuals.export")
record ExportProperties(
        @DurationMin(seconds = 1) @DefaultValue("10s") Duration every,
        @DurationMin(minutes = 1) @DefaultValue("7d") Duration kept,
        @DefaultValue("24h") Duration pause,
        @DurationMin(seconds = 1) @DefaultValue("15m") Duration linkLife,
        @DefaultValue("256KB") DataSize chunk) {

    /** A chunk is one property in Neo4j. */
    @AssertTrue(message = "chunk must be within 1KB to 4MB")
    public boolean isChunkOfUsefulSize() {
        return chunk.toBytes() >= DataSize.ofKilobytes(1).toBytes()
                && chunk.toBytes() <= DataSize.ofMegabytes(4).toBytes();
    }
}
