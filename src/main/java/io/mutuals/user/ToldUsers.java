package io.mutuals.user;

import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.picture.PictureRules;
import io.mutuals.security.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Writes users of whom the platform tells, by the rules of {@code createAccount}. Handles are unique by a constraint,
 * and so are identities. Thread-safe; runs inside transactions.
 */
@Repository
public class ToldUsers {

    private static final Statement HOLDERS = new Statement("users.holdersOfHandles", """
            UNWIND $handles AS handle
            MATCH (user:User {handle: handle})
            RETURN handle, user.id AS id
            """);

    /** Locks identities in the order given, as joining does; the collection is a barrier. */
    private static final Statement LOCK_IDENTITIES = new Statement("users.lockIdentities", """
            UNWIND $identities AS one
            MERGE (identity:Identity {issuer: one.issuer, subject: one.subject})
            SET identity.locked = true
            WITH collect({index: one.index, identity: identity}) AS locked
            UNWIND locked AS one
            WITH one.index AS index, one.identity AS identity
            MATCH (identity)-[:SIGNS_IN_AS]->(user:User)
            RETURN index, user.id AS id
            """);

    /**
     * Rows are written in order, because one may take the handle that another gives up. Returns the settings of users
     * before and after, if their age changed.
     */
    private static final Statement WRITE =
            new Statement("users.writeTold", Cypher.of("""
            UNWIND $rows AS row
            MERGE (user:User {id: row.id})
            ON CREATE SET user.createdAt = $now
            WITH row, user, {settings} AS before, user.handle IS NULL AS isNew
            SET user += row.properties
            FOREACH (told IN CASE WHEN row.identity IS NULL THEN [] ELSE [row.identity] END |
              MERGE (identity:Identity {issuer: told.issuer, subject: told.subject})
              MERGE (identity)-[:SIGNS_IN_AS]->(user)
            )
            WITH user, before, isNew
            WHERE NOT isNew AND coalesce(before.birthYear, 0) <> coalesce(user.birthYear, 0)
            RETURN user.id AS id, before, {settings} AS after
            """).with("settings", PrivacySettings.projection("user")));

    private final AccountRules accounts;
    private final AccountRepository repository;

    ToldUsers(AccountRules accounts, AccountRepository repository) {
        this.accounts = accounts;
        this.repository = repository;
    }

    /** Checks what can be checked without the graph. The paths of errors begin with {@code input}. */
    public Checked check(ToldUser told) {
        ProfileRules rules = new ProfileRules();
        rules.handle(told.handle());
        rules.displayName(told.displayName());
        rules.bio(told.bio());
        rules.region(told.region());
        rules.avatar(told.avatar(), PictureRules.OF_PLATFORM);
        Map<String, @Nullable Object> properties = rules.properties();
        if (told.birthDate() != null) {
            accounts.checkAge(told.birthDate(), null, rules);
            properties.put("birthYear", told.birthDate().getYear());
        }
        if (told.joinedAt() != null) {
            properties.put("createdAt", Times.parameter(told.joinedAt()));
        }
        return new Checked(rules.errors(), properties);
    }

    /** Returns who has handles, as they are stored; handles that are free are absent. */
    public Map<String, Long> holders(Graph.Transaction transaction, Collection<String> handles) {
        Map<String, Long> holders = HashMap.newHashMap(handles.size());
        for (Record row : transaction.run(HOLDERS, Map.of("handles", List.copyOf(handles)))) {
            holders.put(row.get("handle").asString(), row.get("id").asLong());
        }
        return holders;
    }

    /**
     * Locks identities until the transaction ends, and returns who signs in with them; those with which no one does are
     * absent.
     */
    public Map<Identity, Long> lockIdentities(Graph.Transaction transaction, Collection<Identity> all) {
        List<Identity> identities = all.stream()
                .distinct()
                .sorted(Comparator.comparing(Identity::issuer).thenComparing(Identity::subject))
                .toList();
        List<Map<String, Object>> rows = new ArrayList<>(identities.size());
        for (int index = 0; index < identities.size(); index++) {
            Map<String, Object> row = new HashMap<>(parameters(identities.get(index)));
            row.put("index", index);
            rows.add(row);
        }
        Map<Identity, Long> users = HashMap.newHashMap(identities.size());
        for (Record row : transaction.run(LOCK_IDENTITIES, Map.of("identities", rows))) {
            users.put(identities.get(row.get("index").asInt()), row.get("id").asLong());
        }
        return users;
    }

    /** Creates users, or replaces their profiles. A new age may let guardian links hold again, with their limits. */
    public Written write(Graph.Transaction transaction, List<Row> rows) {
        List<Map<String, @Nullable Object>> parameters = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Identity identity = row.identity();
            Map<String, @Nullable Object> one = new HashMap<>();
            one.put("id", row.user().value());
            one.put("properties", row.properties());
            one.put("identity", identity == null ? null : parameters(identity));
            parameters.add(one);
        }
        List<SettingsChanged> changed = new ArrayList<>(transaction.run(WRITE, Map.of("rows", parameters)).stream()
                .map(repository::changed)
                .toList());
        if (!changed.isEmpty()) {
            List<UserId> ofNewAge = changed.stream().map(SettingsChanged::user).toList();
            changed.addAll(repository.applyLimits(transaction, repository.lockWithWards(transaction, ofNewAge)));
        }
        List<Fact> facts = Stream.concat(
                        rows.stream().map(Row::user), changed.stream().map(SettingsChanged::user))
                .distinct()
                .map(user -> UsersInMemory.user(user.value()))
                .toList();
        return new Written(facts, changed);
    }

    private static Map<String, Object> parameters(Identity identity) {
        return Map.of("issuer", identity.issuer(), "subject", identity.subject());
    }

    /**
     * A user as checked.
     *
     * @param errors the reasons to refuse them; empty if there are none
     * @param properties the properties to store; null for one to remove; undefined if there are errors
     */
    public record Checked(List<UserError> errors, Map<String, @Nullable Object> properties) {

        /** Returns the handle as it is stored. */
        public String handle() {
            return Objects.requireNonNull(properties.get("handle")).toString();
        }
    }

    /**
     * What was written.
     *
     * @param facts what changed of the facts in memory
     * @param changed to be published after the commit
     */
    public record Written(List<Fact> facts, List<SettingsChanged> changed) {}

    /** A user to write, with an identity to add; null for none. */
    public record Row(
            UserId user,
            Map<String, @Nullable Object> properties,
            @Nullable Identity identity) {}
}
