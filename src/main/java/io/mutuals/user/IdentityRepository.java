package io.mutuals.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.security.Accounts;
import io.mutuals.security.Identity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * The identities that sign in to accounts. That of an account changes only if the account is erased, so those that were
 * found are remembered; that an identity has no account is not. Thread-safe.
 */
@Repository
class IdentityRepository implements Accounts {

    private static final int REMEMBERED = 100_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private static final Statement FIND = new Statement("identities.find", """
            MATCH (:Identity {issuer: $issuer, subject: $subject})-[:SIGNS_IN_AS]->(user:User)
            RETURN user.id AS user
            """);

    private static final Statement LOCK = new Statement("identities.lock", """
            MERGE (identity:Identity {issuer: $issuer, subject: $subject})
            SET identity.locked = true
            WITH identity
            OPTIONAL MATCH (identity)-[:SIGNS_IN_AS]->(user:User)
            OPTIONAL MATCH (named:User {id: $named})
            RETURN coalesce(user.id, named.id) AS user
            """);

    private static final Statement HAS_HANDLE = new Statement("identities.hasHandle", """
            MATCH (user:User {handle: $handle})
            RETURN user.id AS user
            """);

    private static final Statement CREATE = new Statement("identities.createAccount", """
            MATCH (identity:Identity {issuer: $issuer, subject: $subject})
            CREATE (user:User {id: $user, createdAt: $now})
            SET user += $properties
            CREATE (identity)-[:SIGNS_IN_AS]->(user)
            """);

    private final Graph graph;
    private final Cache<Identity, UserId> found = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    IdentityRepository(Graph graph) {
        this.graph = graph;
    }

    /** Forgets the identities that signed in as a user who is gone; touches all that are remembered. */
    void forget(UserId user) {
        found.asMap().values().removeIf(user::equals);
    }

    /** Forgets as whom an identity signed in, because it has another account now. */
    void forget(Identity identity) {
        found.invalidate(identity);
    }

    /** Reads from the leader, so that an account that was just created is found through every replica. */
    @Override
    public @Nullable UserId find(Identity identity) {
        UserId known = found.getIfPresent(identity);
        if (known != null) {
            return known;
        }
        List<Record> rows = graph.readFromLeader(FIND, parameters(identity));
        if (rows.isEmpty()) {
            return null;
        }
        UserId user = new UserId(rows.getFirst().get("user").asLong());
        found.put(identity, user);
        return user;
    }

    /**
     * Locks an identity until the transaction ends.
     *
     * @param named the user whom the token names itself; null if it names none
     * @return the user who signs in with it; empty if there is none yet
     */
    Optional<UserId> lock(Graph.Transaction transaction, Identity identity, @Nullable UserId named) {
        Map<String, @Nullable Object> parameters = new HashMap<>(parameters(identity));
        parameters.put("named", named == null ? null : named.value());
        return Optional.of(transaction.run(LOCK, parameters).getFirst().get("user"))
                .filter(user -> !user.isNull())
                .map(user -> new UserId(user.asLong()));
    }

    /** Returns whether a user has a handle. */
    boolean isTaken(Graph.Transaction transaction, Object handle) {
        return !transaction.run(HAS_HANDLE, Map.of("handle", handle)).isEmpty();
    }

    /** Creates the user of a locked identity. */
    void create(
            Graph.Transaction transaction,
            Identity identity,
            UserId user,
            Map<String, ? extends @Nullable Object> properties) {
        Map<String, @Nullable Object> parameters = new HashMap<>(parameters(identity));
        parameters.put("user", user.value());
        parameters.put("properties", properties);
        transaction.run(CREATE, parameters);
    }

    private static Map<String, Object> parameters(Identity identity) {
        return Map.of("issuer", identity.issuer(), "subject", identity.subject());
    }
}
