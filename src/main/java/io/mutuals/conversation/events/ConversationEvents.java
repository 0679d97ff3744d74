package io.mutuals.conversation.events;

import io.mutuals.api.ConversationId;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.loader.BlockingLoader;
import io.mutuals.loader.Loaders;
import io.mutuals.realtime.EventSource;
import io.mutuals.realtime.Hints;
import io.mutuals.realtime.WakeUps;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/**
 * Serves the events of conversations, once since a cursor or as a stream.
 *
 * <p>A stream repeats one read, each time from the cursor that the last read returned. It reads when its client
 * requests another value and a hint or a timer wakes it. Catching up and following live events are therefore the same
 * code, and a slow client costs no more memory than its cursor. Thread-safe.
 */
@Service
class ConversationEvents {

    private static final Duration SOON = Duration.ofMillis(5);
    /** Maximum number of events that a client may ask for at once. */
    static final int MAX_EVENTS = 500;

    private final BlockingLoader<EventLogKey, EventLogs> recent;

    /** Clients that catch up read much, and would delay the clients that follow live events. */
    private final BlockingLoader<EventLogKey, EventLogs> missed;

    private final EventHints eventHints;
    private final Typing indicators;
    private final Hints hints;
    private final ConversationEventProperties properties;
    private final InstantSource clock;
    private final RandomGenerator random;

    ConversationEvents(
            EventLogRepository repository,
            EventHints eventHints,
            Typing indicators,
            Hints hints,
            Loaders loaders,
            ConversationEventProperties properties,
            InstantSource clock,
            RandomGenerator random) {
        this.recent = loaders.coalesced("events", repository::read);
        this.missed = loaders.coalesced("missedEvents", repository::read);
        this.eventHints = eventHints;
        this.indicators = indicators;
        this.hints = hints;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Returns the events of all conversations of the viewer since {@code after}; without a cursor, no event and a
     * cursor of now.
     *
     * @param limit the most events to return
     * @throws RequestException {@link ErrorCode#RESYNC_REQUIRED} when the cursor is too old, {@link
     *     ErrorCode#INVALID_CURSOR} when it is of one conversation
     */
    SyncDelta sync(Viewer viewer, @Nullable EventCursor after, int limit) {
        return after == null
                ? new SyncDelta(List.of(), now(viewer, null), false)
                : read(viewer, null, checked(after, null), limit);
    }

    /**
     * Returns a cursor of one conversation that knows its events up to {@code event}.
     *
     * @param at when the event happened; with no event, any instant before the first one
     */
    EventCursor known(long conversation, int event, Instant at) {
        return EventCursor.of(conversation, event, at).withSince(clock.instant().minus(properties.settle()));
    }

    /**
     * Streams the events of all conversations of the viewer after {@code after}; without a cursor, from now on.
     *
     * @throws RequestException as {@link #sync} does
     */
    Flux<SyncDelta> inbox(Viewer viewer, @Nullable EventCursor after) {
        EventCursor from = after == null ? null : checked(after, null);
        return EventSource.stream(() -> new Stream(viewer, null, from));
    }

    /**
     * Streams the events of one conversation after {@code after}; without a cursor, from now on. Ends when the
     * conversation no longer exists for the viewer.
     *
     * @throws RequestException {@link ErrorCode#RESYNC_REQUIRED} when the cursor is too old, {@link
     *     ErrorCode#INVALID_CURSOR} when it belongs to another conversation
     */
    Flux<SyncDelta> conversation(Viewer viewer, long conversation, @Nullable EventCursor after) {
        EventCursor from = after == null ? null : checked(after, conversation);
        return EventSource.stream(() -> new Stream(viewer, conversation, from));
    }

    private EventCursor checked(EventCursor after, @Nullable Long conversation) {
        if (after.only() != null && !after.only().equals(conversation)) {
            throw new RequestException(
                    ErrorCode.INVALID_CURSOR,
                    "This cursor belongs to one other conversation; use a cursor of the list that you continue.");
        }
        if (after.since().isBefore(clock.instant().minus(properties.maxAge()))) {
            throw new RequestException(
                    ErrorCode.RESYNC_REQUIRED,
                    "This cursor is too old: load everything again and continue from a new cursor.");
        }
        return conversation == null ? after : after.limitedTo(conversation);
    }

    /** Returns a cursor that knows all events so far. */
    private EventCursor now(Viewer viewer, @Nullable Long conversation) {
        EventCursor known = EventCursor.at(clock.instant().minus(properties.settle()));
        EventCursor cursor = conversation == null ? known : known.limitedTo(conversation);
        while (true) {
            SyncDelta delta = read(viewer, conversation, cursor, MAX_EVENTS);
            cursor = delta.cursor();
            if (!delta.hasMore()) {
                return cursor;
            }
        }
    }

    private static @Nullable ConversationId id(@Nullable Long conversation) {
        return conversation == null ? null : new ConversationId(conversation);
    }

    private SyncDelta read(Viewer viewer, @Nullable Long conversation, EventCursor after, int limit) {
        Instant settled = clock.instant().minus(properties.settle());
        return read(new EventLogKey(viewer.userId(), id(conversation), after, limit))
                .delta(after, limit, settled);
    }

    private EventLogs read(EventLogKey key) {
        boolean catchingUp = key.after()
                .since()
                .isBefore(clock.instant().minus(properties.settle().multipliedBy(2)));
        EventLogs logs = (catchingUp ? missed : recent).ask(key);
        if (logs == null) {
            throw RequestException.accountRequired();
        }
        if (!logs.exists()) {
            throw new RequestException(ErrorCode.NOT_FOUND, "There is no such conversation.");
        }
        return logs;
    }

    /** The stream of one subscriber. */
    private final class Stream implements EventSource<SyncDelta> {

        private final Viewer viewer;
        private final @Nullable Long conversation;
        private final WakeUps<Long>.Waiter waiter;
        private @Nullable EventCursor cursor;
        private List<User> typing = List.of();
        private int typingVersion;
        private boolean begun;
        private boolean caughtUp;
        private boolean ended;

        Stream(Viewer viewer, @Nullable Long conversation, @Nullable EventCursor after) {
            this.viewer = viewer;
            this.conversation = conversation;
            this.cursor = after;
            this.waiter =
                    conversation == null ? eventHints.ofInbox(viewer.id()) : eventHints.ofConversation(conversation);
        }

        /** The first value comes at once, even without events: it tells the client that it has caught up. */
        @Override
        public @Nullable SyncDelta next() throws InterruptedException {
            if (ended) {
                return null;
            }
            EventCursor known = cursor == null ? now(viewer, conversation) : cursor;
            while (true) {
                Instant settled = clock.instant().minus(properties.settle());
                EventLogs logs =
                        readOrWait(new EventLogKey(viewer.userId(), id(conversation), known, properties.page()));
                SyncDelta delta = logs.delta(known, properties.page(), settled);
                known = delta.cursor();
                if (caughtUp && delta.hasMore() && isLate(delta)) {
                    throw new RequestException(
                            ErrorCode.LAGGED,
                            "The client reads too slowly for this stream; continue from the last cursor.");
                }
                caughtUp = caughtUp || !delta.hasMore();
                List<ConversationEvent> events = new ArrayList<>(delta.events());
                boolean gone = conversation != null
                        && events.stream().anyMatch(ConversationEvent.ConversationGone.class::isInstance);
                if (!gone) {
                    events.addAll(typingChanges());
                }
                if (!events.isEmpty() || !begun) {
                    begun = true;
                    cursor = known;
                    ended = gone;
                    return new SyncDelta(events, known, delta.hasMore());
                }
                if (!delta.hasMore()) {
                    waiter.await(logs.isBehind() ? SOON : pollInterval());
                }
            }
        }

        /** A stream that has delivered a value survives an outage, since it knows where to continue. */
        private EventLogs readOrWait(EventLogKey key) throws InterruptedException {
            while (true) {
                try {
                    return read(key);
                } catch (RequestException failed) {
                    if (!begun || failed.code() != ErrorCode.UNAVAILABLE) {
                        throw failed;
                    }
                    waiter.await(properties.look());
                }
            }
        }

        private boolean isLate(SyncDelta delta) {
            return !delta.events().isEmpty()
                    && delta.events().getFirst().at().isBefore(clock.instant().minus(properties.maxLag()));
        }

        /** Reads nothing while no participant is typing. */
        private List<ConversationEvent> typingChanges() {
            if (conversation == null) {
                return List.of();
            }
            int version = eventHints.typingVersion(conversation);
            if (version == typingVersion && typing.isEmpty()) {
                return List.of();
            }
            typingVersion = version;
            List<User> now = indicators.now(viewer, conversation);
            if (now.equals(typing)) {
                return List.of();
            }
            typing = now;
            return List.of(new ConversationEvent.TypingChanged(new ConversationId(conversation), clock.instant(), now));
        }

        /** Varies, so that streams that began together do not poll together for ever. */
        private Duration pollInterval() {
            Duration look = hints.isListening() ? properties.look() : properties.lookAlone();
            return look.multipliedBy(random.nextInt(80, 120)).dividedBy(100);
        }

        @Override
        public void close() {
            waiter.close();
        }
    }
}
