package io.mutuals.conversation.events;

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
 * What happens in conversations: since a cursor, and from then on.
 *
 * <p>A stream is the same reading over and over, each from the cursor that the one before it left. It reads when its client takes one more,
 * and when a hint or the time tells it to look. So catching up and being live are one, and a client that is slow costs its cursor.
 */
@Service
class Feeds {

    private static final Duration SOON = Duration.ofMillis(5);

    private final BlockingLoader<FeedKey, Feed> feeds;

    /** Those who were away read much; those who listen do not wait for them. */
    private final BlockingLoader<FeedKey, Feed> missed;

    private final FeedHints wakes;
    private final Typing typing;
    private final Hints hints;
    private final LiveProperties properties;
    private final InstantSource clock;
    private final RandomGenerator random;

    Feeds(
            FeedRepository repository,
            FeedHints wakes,
            Typing typing,
            Hints hints,
            Loaders loaders,
            LiveProperties properties,
            InstantSource clock,
            RandomGenerator random) {
        this.feeds = loaders.coalesced("events", repository::read);
        this.missed = loaders.coalesced("missedEvents", repository::read);
        this.wakes = wakes;
        this.typing = typing;
        this.hints = hints;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /**
     * What happened in the viewer's conversations since {@code after}; with none, nothing but where they stand now.
     *
     * @throws RequestException {@link ErrorCode#RESYNC_REQUIRED} when the cursor is too old, {@link ErrorCode#INVALID_CURSOR} when it is of
     *     one conversation
     */
    SyncDelta sync(Viewer viewer, @Nullable EventCursor after, int limit) {
        return after == null
                ? new SyncDelta(List.of(), now(viewer, null), false)
                : next(viewer, null, checked(after, null), limit);
    }

    /**
     * A cursor of one conversation.
     *
     * @param event the last that is known
     * @param at when it happened, or any instant before which nothing happened
     */
    EventCursor known(long conversation, int event, Instant at) {
        return EventCursor.of(conversation, event, at).since(clock.instant().minus(properties.settle()));
    }

    /** All that happens in the viewer's conversations after {@code after}, or from now on. */
    Flux<SyncDelta> inbox(Viewer viewer, @Nullable EventCursor after) {
        EventCursor from = after == null ? null : checked(after, null);
        return EventSource.stream(() -> new Stream(viewer, null, from));
    }

    /** All that happens in one conversation after {@code after}, or from now on; ends when the viewer does not take part any more. */
    Flux<SyncDelta> conversation(Viewer viewer, long conversation, @Nullable EventCursor after) {
        EventCursor from = after == null ? null : checked(after, conversation);
        return EventSource.stream(() -> new Stream(viewer, conversation, from));
    }

    private EventCursor checked(EventCursor after, @Nullable Long conversation) {
        if (after.only() != null && !after.only().equals(conversation)) {
            throw new RequestException(
                    ErrorCode.INVALID_CURSOR, "This cursor is of another conversation; take one from where you go on.");
        }
        if (after.since().isBefore(clock.instant().minus(properties.maxAge()))) {
            throw new RequestException(
                    ErrorCode.RESYNC_REQUIRED,
                    "This cursor is too old: read everything anew, and go on from a new one.");
        }
        return conversation == null ? after : after.only(conversation);
    }

    /** A cursor of everything that there is now. */
    private EventCursor now(Viewer viewer, @Nullable Long conversation) {
        EventCursor known = EventCursor.at(clock.instant().minus(properties.settle()));
        EventCursor cursor = conversation == null ? known : known.only(conversation);
        while (true) {
            SyncDelta delta = next(viewer, conversation, cursor, 500);
            cursor = delta.cursor();
            if (!delta.hasMore()) {
                return cursor;
            }
        }
    }

    private SyncDelta next(Viewer viewer, @Nullable Long conversation, EventCursor after, int limit) {
        Instant settled = clock.instant().minus(properties.settle());
        return read(new FeedKey(viewer.id(), conversation, after, limit)).delta(after, limit, settled);
    }

    private Feed read(FeedKey key) {
        boolean catchingUp = key.after()
                .since()
                .isBefore(clock.instant().minus(properties.settle().multipliedBy(2)));
        Feed feed = (catchingUp ? missed : feeds).ask(key);
        if (feed == null) {
            throw new RequestException(ErrorCode.UNAUTHENTICATED, "No account belongs to this token.");
        }
        if (!feed.exists()) {
            throw new RequestException(ErrorCode.NOT_FOUND, "There is no such conversation.");
        }
        return feed;
    }

    /** One subscriber. */
    private final class Stream implements EventSource<SyncDelta> {

        private final Viewer viewer;
        private final @Nullable Long conversation;
        private final WakeUps<Long>.Bell bell;
        private @Nullable EventCursor cursor;
        private List<User> writing = List.of();
        private int typings;
        private boolean begun;
        private boolean live;
        private boolean over;

        Stream(Viewer viewer, @Nullable Long conversation, @Nullable EventCursor after) {
            this.viewer = viewer;
            this.conversation = conversation;
            this.cursor = after;
            this.bell = conversation == null ? wakes.ofInbox(viewer.id()) : wakes.ofConversation(conversation);
        }

        /** The first one comes at once, even when nothing happened: it tells that from here on nothing is missed. */
        @Override
        public @Nullable SyncDelta next() throws InterruptedException {
            if (over) {
                return null;
            }
            EventCursor known = cursor == null ? now(viewer, conversation) : cursor;
            while (true) {
                Instant settled = clock.instant().minus(properties.settle());
                Feed feed = readOrWait(new FeedKey(viewer.id(), conversation, known, properties.page()));
                SyncDelta delta = feed.delta(known, properties.page(), settled);
                known = delta.cursor();
                if (live && delta.hasMore() && isLate(delta)) {
                    throw new RequestException(
                            ErrorCode.LAGGED, "You read too slowly to keep up; go on from the last cursor you have.");
                }
                live = live || !delta.hasMore();
                List<ConversationEvent> events = new ArrayList<>(delta.events());
                boolean gone = conversation != null
                        && events.stream().anyMatch(ConversationEvent.ConversationGone.class::isInstance);
                if (!gone) {
                    events.addAll(typing());
                }
                if (!events.isEmpty() || !begun) {
                    begun = true;
                    cursor = known;
                    over = gone;
                    return new SyncDelta(events, known, delta.hasMore());
                }
                if (!delta.hasMore()) {
                    bell.await(feed.isBehind() ? SOON : patience());
                }
            }
        }

        /** A stream that has begun outlives an outage: it knows where to go on, and its client need not come back. */
        private Feed readOrWait(FeedKey key) throws InterruptedException {
            while (true) {
                try {
                    return read(key);
                } catch (RequestException failed) {
                    if (!begun || failed.code() != ErrorCode.UNAVAILABLE) {
                        throw failed;
                    }
                    bell.await(properties.look());
                }
            }
        }

        private boolean isLate(SyncDelta delta) {
            return !delta.events().isEmpty()
                    && delta.events().getFirst().at().isBefore(clock.instant().minus(properties.maxLag()));
        }

        /** What changed about who writes; nothing is read for it while nobody does. */
        private List<ConversationEvent> typing() {
            if (conversation == null) {
                return List.of();
            }
            int told = wakes.typings(conversation);
            if (told == typings && writing.isEmpty()) {
                return List.of();
            }
            typings = told;
            List<User> now = typing.now(viewer, conversation);
            if (now.equals(writing)) {
                return List.of();
            }
            writing = now;
            return List.of(new ConversationEvent.TypingChanged(conversation, clock.instant(), now));
        }

        /** A little different each time, so that streams that began together do not look together for ever. */
        private Duration patience() {
            Duration look = hints.isListening() ? properties.look() : properties.lookAlone();
            return look.multipliedBy(random.nextInt(80, 120)).dividedBy(100);
        }

        @Override
        public void close() {
            bell.close();
        }
    }
}
