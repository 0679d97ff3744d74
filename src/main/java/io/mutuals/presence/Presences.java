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

/** Who is there, as a viewer may know it. */
@Service
class Presences {

    private final PresenceRepository repository;
    private final PresenceStore store;
    private final Loader<UserKey, VisiblePresence> sights;
    private final Watching watching;
    private final Hints hints;
    private final PresenceProperties properties;
    private final InstantSource clock;

    Presences(
            PresenceRepository repository,
            PresenceStore store,
            Loaders loaders,
            Watching watching,
            Hints hints,
            PresenceProperties properties,
            InstantSource clock) {
        this.repository = repository;
        this.store = store;
        this.sights = loaders.register("presence", this::see);
        this.watching = watching;
        this.hints = hints;
        this.properties = properties;
        this.clock = clock;
    }

    /** Whether {@code user} is there; null when the viewer is not shown, or nobody knows. */
    CompletableFuture<@Nullable Presence> find(Viewer viewer, User user, DataFetchingEnvironment environment) {
        return sights.find(UserKey.of(viewer, user.number()), environment)
                .thenApply(sight -> sight == null ? null : sight.presence());
    }

    /** First how all of {@code users} look to the viewer, then those who look different; whom the viewer may not see is left out. */
    Flux<PresenceEvent> watch(Viewer viewer, List<Long> users) {
        return EventSource.stream(() -> new Watch(viewer, users));
    }

    /** One query, and one round trip to Redis. */
    private Map<UserKey, VisiblePresence> see(Set<UserKey> keys) {
        Map<UserKey, PresenceRepository.Shown> shown = repository.shown(keys);
        Set<Long> asked = shown.entrySet().stream()
                .filter(entry -> entry.getValue().presence())
                .map(entry -> entry.getKey().user().value())
                .collect(Collectors.toSet());
        Map<Long, Presence> known = asked.isEmpty() ? null : store.find(asked);
        Map<UserKey, VisiblePresence> sights = new HashMap<>();
        shown.forEach((key, found) -> sights.put(
                key,
                new VisiblePresence(
                        found.user(),
                        found.presence() && known != null ? known.get(key.user().value()) : null)));
        return sights;
    }

    /** One viewer's watch over some people. */
    private final class Watch implements EventSource<PresenceEvent> {

        private final Set<UserKey> keys = new LinkedHashSet<>();
        private final WakeUps<Long>.Bell bell;
        private Map<Long, VisiblePresence> before = Map.of();
        private boolean begun;

        private Watch(Viewer viewer, List<Long> users) {
            users.forEach(user -> keys.add(UserKey.of(viewer, user)));
            Set<Long> about = new LinkedHashSet<>(users);
            about.add(viewer.id());
            this.bell = watching.hang(about);
        }

        @Override
        public PresenceEvent next() throws InterruptedException {
            while (true) {
                if (begun) {
                    bell.await(patience());
                }
                Map<UserKey, VisiblePresence> found = look();
                if (found == null) {
                    continue;
                }
                Map<Long, VisiblePresence> now = new LinkedHashMap<>();
                Map<Long, VisiblePresence> changed = new LinkedHashMap<>();
                for (UserKey key : keys) {
                    VisiblePresence sight = found.get(key);
                    if (sight != null) {
                        now.put(key.user().value(), sight);
                        if (sight.differsFrom(before.get(key.user().value()))) {
                            changed.put(key.user().value(), sight);
                        }
                    }
                }
                before = now;
                if (!begun || !changed.isEmpty()) {
                    begun = true;
                    return new PresenceEvent(changed);
                }
            }
        }

        /** Null when it cannot be known just now: whoever watches already waits for the next look rather than to begin anew. */
        private @Nullable Map<UserKey, VisiblePresence> look() {
            try {
                return sights.loadTogether(keys);
            } catch (RequestException failed) {
                if (begun && failed.code() == ErrorCode.UNAVAILABLE) {
                    return null;
                }
                throw failed;
            }
        }

        /** Until somebody would be gone because nobody says any more that they are there, but not for long. */
        private Duration patience() {
            Duration most = properties.look().multipliedBy(hints.isListening() ? 3 : 1);
            Instant now = clock.instant();
            return before.values().stream()
                    .map(VisiblePresence::presence)
                    .filter(Objects::nonNull)
                    .map(Presence::until)
                    .filter(Objects::nonNull)
                    .map(until -> Duration.between(now, until).plusMillis(1))
                    .filter(left -> !left.isNegative() && left.compareTo(most) < 0)
                    .min(Duration::compareTo)
                    .orElse(most);
        }

        @Override
        public void close() {
            bell.close();
        }
    }
}
