package io.mutuals.guardian;

import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.Age;
import io.mutuals.user.AgeBand;
import io.mutuals.user.GuardedSettings;
import io.mutuals.user.Guardianship;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Writes guardian links of which the platform tells. The latest of what the platform tells and what users do here
 * holds, by the time of each. Runs inside transactions; thread-safe.
 */
@Repository
public class ToldGuardianships {

    private static final Statement LOCK = new Statement(
            "guardians.lockTold",
            Cypher.of("""
            UNWIND $users AS id
            MATCH (user:User {id: id})
            SET user.locked = true
            WITH count(*) AS locked
            UNWIND $rows AS row
            MATCH (guardian:User {id: row.guardian})
            MATCH (ward:User {id: row.ward})
            OPTIONAL MATCH (guardian)-[tie:GUARDS]->(ward)
            OPTIONAL MATCH (guardian)-[gone:GUARDED]->(ward)
            RETURN row.index AS index, {guardianAge} AS guardianAge, {wardAge} AS wardAge, tie IS NOT NULL AS isLinked,
              coalesce(tie.toldAt, tie.since, gone.at) AS at, {guardians} AS guardians
            """)
                    .with("guardianAge", Age.projection("guardian"))
                    .with("wardAge", Age.projection("ward"))
                    .with("guardians", Guardianship.guardiansOf("ward")));

    private static final Statement WRITE = new Statement("guardians.writeTold", """
            UNWIND $rows AS row
            CALL (row) {
              MATCH (guardian:User {id: row.guardian})
              MATCH (ward:User {id: row.ward})
              OPTIONAL MATCH (guardian)-[gone:GUARDED]->(ward)
              DELETE gone
              WITH DISTINCT guardian, ward, row
              OPTIONAL MATCH (guardian)-[tie:GUARDS]->(ward)
              FOREACH (ended IN CASE WHEN row.guards THEN [] ELSE [tie] END | DELETE ended)
              FOREACH (at IN CASE WHEN row.guards THEN [row.at] ELSE [] END |
                MERGE (guardian)-[made:GUARDS]->(ward)
                SET made.since = coalesce(made.since, at), made.toldAt = at, made.madeBy = $madeBy)
              FOREACH (at IN CASE WHEN row.guards THEN [] ELSE [row.at] END |
                CREATE (guardian)-[:GUARDED {at: at}]->(ward))
            }
            """);

    private final GuardianshipRepository ties;
    private final GuardedSettings settings;
    private final GuardianProperties properties;
    private final InstantSource clock;

    ToldGuardianships(
            GuardianshipRepository ties, GuardedSettings settings, GuardianProperties properties, InstantSource clock) {
        this.ties = ties;
        this.settings = settings;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Locks the users of links, smaller id first, and stores the links that are neither outdated nor refused.
     *
     * @param links at most one for each guardian and ward
     * @return what became of each, in order
     */
    public List<Outcome> apply(Graph.Transaction transaction, List<Link> links) {
        Map<Integer, Stored> stored = locked(transaction, links);
        Map<UserId, Integer> guardians = new HashMap<>();
        List<Outcome> outcomes = new ArrayList<>(links.size());
        List<Link> changed = new ArrayList<>();
        for (int index = 0; index < links.size(); index++) {
            Link link = links.get(index);
            @Nullable Stored before = stored.get(index);
            if (before == null) {
                outcomes.add(Outcome.refused(
                        GuardianErrorCode.USER_NOT_FOUND.of("wardKey", "One of the two users was deleted.")));
                continue;
            }
            if (before.at() != null && before.at().isAfter(link.at())) {
                outcomes.add(Outcome.OUTDATED);
                continue;
            }
            int count = guardians.getOrDefault(link.ward(), before.guardians());
            Optional<UserError> refusal = link.guards() ? against(link, before, count) : Optional.empty();
            if (refusal.isPresent()) {
                outcomes.add(Outcome.refused(refusal.get()));
                continue;
            }
            outcomes.add(Outcome.APPLIED);
            int more = (link.guards() ? 1 : 0) - (before.isLinked() ? 1 : 0);
            guardians.put(link.ward(), count + more);
            if (!link.at().equals(before.at()) || more != 0) {
                changed.add(link);
            }
        }
        write(transaction, changed);
        return outcomes;
    }

    private Optional<UserError> against(Link link, Stored before, int guardians) {
        if (link.guardian().equals(link.ward())) {
            return Optional.of(GuardianErrorCode.SELF.of("wardKey", "No user is their own guardian."));
        }
        if (before.guardian() != AgeBand.ADULT) {
            return Optional.of(GuardianErrorCode.NOT_AN_ADULT.of("guardianKey", "Guardians are 18 or older."));
        }
        if (before.ward() == AgeBand.ADULT) {
            return Optional.of(GuardianErrorCode.NOT_A_MINOR.of("wardKey", "Only users under 18 have guardians."));
        }
        return before.isLinked() || guardians < properties.maxGuardians()
                ? Optional.empty()
                : Optional.of(GuardianErrorCode.TOO_MANY_GUARDIANS.of(
                        "wardKey", "A user has at most " + properties.maxGuardians() + " guardians."));
    }

    private Map<Integer, Stored> locked(Graph.Transaction transaction, List<Link> links) {
        List<Long> users = links.stream()
                .flatMap(link -> Stream.of(link.guardian().value(), link.ward().value()))
                .distinct()
                .sorted()
                .toList();
        Map<Integer, Stored> stored = HashMap.newHashMap(links.size());
        for (Record row : transaction.run(LOCK, Map.of("users", users, "rows", rows(links)))) {
            stored.put(
                    row.get("index").asInt(),
                    new Stored(
                            Age.from(row.get("guardianAge")).band(clock.instant()),
                            Age.from(row.get("wardAge")).band(clock.instant()),
                            row.get("isLinked").asBoolean(),
                            Times.instantOrNull(row.get("at")),
                            row.get("guardians").asInt()));
        }
        return stored;
    }

    private void write(Graph.Transaction transaction, List<Link> links) {
        if (links.isEmpty()) {
            return;
        }
        List<UserId> wards = links.stream().map(Link::ward).distinct().toList();
        forgetLocks(transaction, wards);
        transaction.run(WRITE, Map.of("rows", rows(links), "madeBy", GuardianshipOrigin.PLATFORM.name()));
        forgetLocks(transaction, wards);
    }

    /** Removes what guardians have locked, and wards have asked for, of wards without a guardian. */
    private void forgetLocks(Graph.Transaction transaction, List<UserId> wards) {
        settings.releaseAll(transaction, ties.unguarded(transaction, wards));
    }

    private static List<Map<String, @Nullable Object>> rows(List<Link> links) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(links.size());
        for (Link link : links) {
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put("index", rows.size());
            row.put("guardian", link.guardian().value());
            row.put("ward", link.ward().value());
            row.put("guards", link.guards());
            row.put("at", Times.parameter(link.at()));
            rows.add(row);
        }
        return rows;
    }

    /**
     * A link of which the platform tells.
     *
     * @param guards whether the one guards the other; false if the link has ended
     * @param at when that came to be
     */
    public record Link(UserId guardian, UserId ward, boolean guards, Instant at) {}

    /**
     * What became of a link.
     *
     * @param isOutdated whether something later was stored, so nothing changed
     * @param error why it was refused; null if it was not. Its path begins with {@code input}
     */
    public record Outcome(boolean isOutdated, @Nullable UserError error) {

        static final Outcome APPLIED = new Outcome(false, null);
        static final Outcome OUTDATED = new Outcome(true, null);

        static Outcome refused(UserError error) {
            return new Outcome(false, error);
        }
    }

    private record Stored(
            AgeBand guardian,
            AgeBand ward,
            boolean isLinked,
            @Nullable Instant at,
            int guardians) {}
}
