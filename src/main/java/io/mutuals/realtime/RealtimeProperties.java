package io.mutuals.realtime;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of live connections.
 *
 * @param initTimeout the time that a WebSocket may take to send a token
 * @param heartbeat the idle time after which a connection is pinged; one that is silent for three of these is closed
 * @param sendTimeout the time that sending one message to a WebSocket may take before the connection is closed
 * @param maxFrame the size of a message that a client may send over a WebSocket
 * @param maxSockets WebSockets that may be open to one replica; less than {@code server.tomcat.max-connections}
 * @param maxSocketsPerAddress likewise, from one address or one IPv6 network of 64 bits
 * @param maxUninitialised WebSockets of one replica without a signed-in viewer
 * @param maxUninitialisedPerAddress likewise, from one address or one IPv6 network of 64 bits
 * @param maxSubscriptions concurrent operations on one WebSocket
 * @param maxBeginning operations of one WebSocket that start, or are answered, at the same time; others wait for their
 *     turn
 * @param maxConnections live connections of one viewer to one replica, WebSockets and event streams together
 * @param maxWaiting messages that may wait for one client to read them before the connection is closed
 * @param maxWaitingSize likewise, their total size; a single message may be larger
 */
@Validated
@ConfigurationProperties("mutuals.realtime")
public record RealtimeProperties(
        @DurationMin(millis = 1) @DefaultValue("10s") Duration initTimeout,
        @DurationMin(millis = 1) @DefaultValue("12s") Duration heartbeat,
        @DurationMin(millis = 1) @DefaultValue("10s") Duration sendTimeout,
        @DefaultValue("64KB") DataSize maxFrame,
        @Min(1) @DefaultValue("5000") int maxSockets,
        @Min(1) @DefaultValue("500") int maxSocketsPerAddress,
        @Min(1) @DefaultValue("1000") int maxUninitialised,
        @Min(1) @DefaultValue("100") int maxUninitialisedPerAddress,
        @Min(1) @Max(1_000) @DefaultValue("20") int maxSubscriptions,
        @Min(1) @DefaultValue("8") int maxBeginning,
        @Min(1) @DefaultValue("20") int maxConnections,
        @Min(16) @DefaultValue("256") int maxWaiting,
        @DefaultValue("8MB") DataSize maxWaitingSize) {}
