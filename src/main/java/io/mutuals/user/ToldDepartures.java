package io.mutuals.user;

import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Removes users of whom the platform tells that they are gone, and takes it back. Thread-safe; runs inside
 * transactions.
 */
@Component
public class ToldDepartures {

    private final DepartureRepository repository;
    private final AbsentAccounts absent;
    private final AccountProperties properties;
    private final InstantSource clock;

    ToldDepartures(
            DepartureRepository repository, AbsentAccounts absent, AccountProperties properties, InstantSource clock) {
        this.repository = repository;
        this.absent = absent;
        this.properties = properties;
        this.clock = clock;
    }

    /** What keeps rows about a user from being applied as they are. */
    public enum Obstacle {
        /** The platform has removed the user, which a later row takes back. */
        REMOVED,
        /** The user has deleted their account, which no row takes back. */
        DELETED,
        /** The user is being erased, so a later row is about a new user. */
        ERASED
    }

    /**
     * Locks users until the transaction ends, smaller id first, and returns what keeps rows about them from being
     * applied; users without an obstacle are absent, and so are those who do not exist.
     */
    public Map<Long, Obstacle> obstacles(Graph.Transaction transaction, Collection<Long> users) {
        Map<Long, Obstacle> found = new HashMap<>();
        users.stream()
                .distinct()
                .sorted()
                .forEach(user -> repository
                        .lock(transaction, user)
                        .map(DepartureRepository.Locked::status)
                        .ifPresent(status -> {
                            switch (status.state()) {
                                case REMOVED -> found.put(user, Obstacle.REMOVED);
                                case DELETION_SCHEDULED -> found.put(user, Obstacle.DELETED);
                                case ERASING -> found.put(user, Obstacle.ERASED);
                                case ACTIVE, DEACTIVATED -> {}
                            }
                        }));
        return found;
    }

    /**
     * Hides users from everyone, and lets them be erased after the grace period.
     *
     * @return what changed of the facts in memory
     */
    public List<Fact> remove(Graph.Transaction transaction, Collection<Long> users) {
        List<Long> sorted = users.stream().distinct().sorted().toList();
        sorted.forEach(absent::left);
        return repository.leave(transaction, sorted, clock.instant().plus(properties.deletionGrace()), true);
    }

    /**
     * Takes the removal of users back.
     *
     * @return what changed of the facts in memory
     */
    public List<Fact> restore(Graph.Transaction transaction, Collection<Long> users) {
        return repository.comeBack(transaction, List.copyOf(users));
    }
}
