package io.mutuals.conversation.events;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of event cursors, event streams and typing indicators.
 *
 * @param settle the age from which no further event can appear: longer than any transaction plus the clock difference
 *     of replicas
 * @param maxAge the age from which a cursor is refused, so that the client loads everything again
 * @param page the most events in one value of a stream
 * @param look the interval at which a stream polls, in case a hint was lost
 * @param lookAlone the interval at which a stream polls while no hints arrive
 * @param maxLag how far a stream that had caught up may fall behind before it ends
 * @param cursorSecret the secret that seals cursors, the same on all replicas; the server does not start without it
 * @param typing how long a user counts as typing after their client reported it
 */
@Validated
@ConfigurationProperties("mutuals.live")
public record ConversationEventProperties(
        @DurationMin(seconds = 10) @DefaultValue("60s") Duration settle,
        @DurationMin(minutes = 1) @DefaultValue("30d") Duration maxAge,
        @Min(1) @Max(500) @DefaultValue("50") int page,
        @DurationMin(millis = 10) @DefaultValue("3s") Duration look,
        @DurationMin(millis = 10) @DefaultValue("500ms") Duration lookAlone,
        @DurationMin(seconds = 1) @DefaultValue("60s") Duration maxLag,
        @DefaultValue("") String cursorSecret,
        @DurationMin(seconds = 1) @DefaultValue("6s") Duration typing) {}
