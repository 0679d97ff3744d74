package io.mutuals.presence;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.realtime.EventSource;
import io.mutuals.realtime.Hints;
import io.mutuals.realtime.WakeUps;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** The presence of users, as far as it is visible to a viewer. */
@Service
class Presences {

    private final PresenceRepository repository;
    private final PresenceStore store;
    private final Loader<UserKey, VisiblePresence> visible;
    private final PresenceWakeUps watching;
    private final Hints hints;
    private final PresenceProperties properties;
    private final InstantSource clock;

    Presences(
            PresenceRepository repository,
            PresenceStore store,
            Loaders loaders,
            PresenceWakeUps watching,
            Hints hints,
            PresenceProperties properties,
            InstantSource clock) {
        this.repository = repository;
        this.store = store;
        this.visible = loaders.register("presence", this::loadAll);
        this.watching = watching;
        this.hints = hints;
        this.properties = properties;
        this.clock = clock;
    }

    /** Loads the presence of {@code user}; null if it is not shown to the viewer, or unknown. */
    CompletableFuture<@Nullable Presence> find(Viewer viewer, User user, DataFetchingEnvironment environment) {
        return visible.find(UserKey.of(viewer, user.number()), environment)
                .thenApply(found -> found == null ? null : found.presence());
    }

    /**
     * Streams first the presence of all {@code users}, and then the changes. Users hidden from the viewer are left out.
     */
    Flux<PresenceEvent> watch(Viewer viewer, List<Long> users) {
        return EventSource.stream(() -> new PresenceSource(viewer, users));
    }

    /** Loads by one statement and one round trip to Redis. */
    private Map<UserKey, VisiblePresence> loadAll(Set<UserKey> keys) {
        Map<UserKey, PresenceRepository.Shown> shown = repository.shown(keys);
        Set<Long> asked = shown.entrySet().stream()
                .filter(entry -> entry.getValue().presence())
                .map(entry -> entry.getKey().user().value())
                .collect(Collectors.toSet());
        Map<Long, Presence> known = asked.isEmpty() ? null : store.find(asked);
        Map<UserKey, VisiblePresence> visible = new HashMap<>();
        shown.forEach((key, found) -> visible.put(
                key,
                new VisiblePresence(
                        found.user(),
                        found.presence() && known != null ? known.get(key.user().value()) : null)));
        return visible;
    }

    /** The stream of one viewer. */
    private final class PresenceSource implements EventSource<PresenceEvent> {

        private final Set<UserKey> keys = new LinkedHashSet<>();
        private final WakeUps<Long>.Waiter waiter;
        private Map<Long, VisiblePresence> before = Map.of();
        private boolean started;

        private PresenceSource(Viewer viewer, List<Long> users) {
            users.forEach(user -> keys.add(UserKey.of(viewer, user)));
            Set<Long> about = new LinkedHashSet<>(users);
            about.add(viewer.id());
            this.waiter = watching.register(about);
        }

        @Override
        public PresenceEvent next() throws InterruptedException {
            while (true) {
                if (started) {
                    waiter.await(timeout());
                }
                Map<UserKey, VisiblePresence> found = load();
                if (found == null) {
                    continue;
                }
                Map<Long, VisiblePresence> current = new LinkedHashMap<>();
                Map<Long, VisiblePresence> changed = new LinkedHashMap<>();
                for (UserKey key : keys) {
                    VisiblePresence now = found.get(key);
                    if (now != null) {
                        current.put(key.user().value(), now);
                        if (now.differsFrom(before.get(key.user().value()))) {
                            changed.put(key.user().value(), now);
                        }
                    }
                }
                before = current;
                if (!started || !changed.isEmpty()) {
                    started = true;
                    return new PresenceEvent(changed);
                }
            }
        }

        /**
         * Returns the current presence; null if it is unavailable for the moment and the stream has started: it then
         * waits for the next poll rather than end.
         */
        private @Nullable Map<UserKey, VisiblePresence> load() {
            try {
                return visible.loadTogether(keys);
            } catch (RequestException failed) {
                if (started && failed.code() == ErrorCode.UNAVAILABLE) {
                    return null;
                }
                throw failed;
            }
        }

        /** Returns the time until the first report of a user ends, but no longer than the polling interval. */
        private Duration timeout() {
            Duration max = properties.look().multipliedBy(hints.isListening() ? 3 : 1);
            Instant now = clock.instant();
            return before.values().stream()
                    .map(VisiblePresence::presence)
                    .filter(Objects::nonNull)
                    .map(Presence::until)
                    .filter(Objects::nonNull)
                    .map(until -> Duration.between(now, until).plusMillis(1))
                    .filter(left -> !left.isNegative() && left.compareTo(max) < 0)
                    .min(Duration::compareTo)
                    .orElse(max);
        }

        @Override
        public void close() {
            waiter.close();
        }
    }
}
