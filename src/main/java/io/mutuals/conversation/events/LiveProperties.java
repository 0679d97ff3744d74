package io.mutuals.conversation.events;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How clients hear of what happens.
 *
 * @param settle after this nothing that happened before can appear any more: more than a transaction lasts and clocks differ
 * @param maxAge the oldest cursor that is answered; with an older one a client reads everything anew
 * @param page how many events a stream hands over at once, at most
 * @param look how often a stream looks by itself, should a hint be lost
 * @param lookAlone how often it looks while no hints arrive
 * @param maxLag how far a stream that had caught up may fall behind before it ends
 * @param cursorSecret seals cursors; the same on all replicas, and kept secret; the server does not start without it
 * @param typing for how long somebody counts as writing after they said so
 */
@Validated
@ConfigurationProperties("mutuals.live")
public record LiveProperties(
        @DurationMin(seconds = 10) @DefaultValue("60s") Duration settle,
        @DurationMin(minutes = 1) @DefaultValue("30d") Duration maxAge,
        @Min(1) @Max(500) @DefaultValue("50") int page,
        @DurationMin(millis = 10) @DefaultValue("3s") Duration look,
        @DurationMin(millis = 10) @DefaultValue("500ms") Duration lookAlone,
        @DurationMin(seconds = 1) @DefaultValue("60s") Duration maxLag,
        @DefaultValue("") String cursorSecret,
        @DurationMin(seconds = 1) @DefaultValue("6s") Duration typing) {}
