package io.mutuals.realtime;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Live connections.
 *
 * @param allowedOrigins web pages of these origins may open a WebSocket, beside those of this server; * for all
 * @param initTimeout how long a WebSocket may take to bring a token
 * @param heartbeat how long a connection may be idle before it is pinged; one that says nothing for three of these is closed
 * @param sendTimeout how long one message to a WebSocket may be under way before the connection is given up
 * @param maxFrame the size of a message that a client may send over a WebSocket
 * @param maxSockets WebSockets that are open to one replica; less than {@code server.tomcat.max-connections}
 * @param maxSocketsPerAddress likewise, from one address, or one IPv6 network of 64 bits
 * @param maxUninitialised WebSockets of one replica over which nobody has signed in yet
 * @param maxUninitialisedPerAddress likewise, from one address, or one IPv6 network of 64 bits
 * @param maxSubscriptions operations under way over one WebSocket
 * @param maxBeginning operations of one WebSocket that begin, or are answered, at the same time; the others wait for their turn
 * @param maxConnections connections of one viewer to one replica, WebSockets and event streams together
 * @param maxWaiting messages that may wait for one client to read them before the connection is given up
 * @param maxWaitingSize likewise, how large they may be together; a single one may be larger
 */
@Validated
@ConfigurationProperties("mutuals.realtime")
public record RealtimeProperties(
        @DefaultValue List<String> allowedOrigins,
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
