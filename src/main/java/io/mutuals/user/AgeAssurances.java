package io.mutuals.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mutuals.api.Events;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.AssuredAge;
import io.mutuals.security.AssuredAges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Stores the age bands that the OpenID provider assures, those of later tokens over those of earlier ones. What is
 * stored is remembered for a while, so that most requests cost nothing. A change may let guardian links of the user
 * hold again, and applies the limits that count from then on. Thread-safe.
 */
@Service
class AgeAssurances implements AssuredAges {

    private static final int REMEMBERED = 100_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final AccountRepository accounts;
    private final Graph graph;
    private final Events events;
    private final Cache<UserId, AssuredBand> stored = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    AgeAssurances(AccountRepository accounts, Graph graph, Events events) {
        this.accounts = accounts;
        this.graph = graph;
        this.events = events;
    }

    @Override
    public void learn(UserId user, AssuredAge age) {
        AssuredBand assured = AssuredBand.of(age);
        @Nullable AssuredBand known = stored.getIfPresent(user);
        if (known != null && assured.isKnownFrom(known)) {
            return;
        }
        Optional<AssuredBand> found = accounts.assuredBand(user);
        if (found.filter(assured::isKnownFrom).isPresent()) {
            stored.put(user, found.get());
        } else {
            store(user, assured);
        }
    }

    private void store(UserId user, AssuredBand assured) {
        Outcome outcome = graph.write("users.assureAge", transaction -> {
            List<UserId> locked = accounts.lockWithWards(transaction, List.of(user));
            Optional<PrivacySettings> before = accounts.lockedSettings(transaction, user.value());
            if (before.isEmpty()) {
                return new Outcome(null, List.of());
            }
            Optional<AssuredBand> found = accounts.assuredBand(transaction, user);
            if (found.filter(assured::isKnownFrom).isPresent()) {
                return new Outcome(found.get(), List.of());
            }
            PrivacySettings after = accounts.set(transaction, user, assured.properties());
            List<SettingsChanged> changed = new ArrayList<>();
            if (!after.equals(before.get())) {
                changed.add(new SettingsChanged(user, before.get(), after));
            }
            changed.addAll(accounts.applyLimits(transaction, locked));
            accounts.appendToLog(
                    transaction,
                    Stream.concat(Stream.of(user), changed.stream().map(SettingsChanged::user))
                            .distinct()
                            .toList());
            return new Outcome(assured, changed);
        });
        if (outcome.stored() != null) {
            stored.put(user, outcome.stored());
        }
        outcome.changed().forEach(events::publish);
    }

    private record Outcome(@Nullable AssuredBand stored, List<SettingsChanged> changed) {}
}
