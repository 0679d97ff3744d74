package io.mutuals.guardian;

import io.mutuals.importer.RowRule;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Guardianship;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/**
 * Checks the rows of {@code guardians.csv} against the ages and the links in the graph, and against each other. Accepts
 * rows that are outdated, because they change nothing. Not thread-safe.
 */
final class GuardianRowRule implements RowRule {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final Statement MINORS = new Statement(
            "import.minors", Cypher.of("""
            MATCH (user:User)
            WHERE {band} <> '{adult}'
            RETURN user.id AS id
            """).with("band", AgeBand.nameOf("user")).with("adult", AgeBand.ADULT));

    private static final Statement LINKS = new Statement(
            "import.existingGuardians", Cypher.of("""
            MATCH (guardian:User)-[tie:GUARDS|GUARDED]->(ward:User)
            RETURN guardian.id AS guardian, ward.id AS ward, tie:GUARDS AS isLinked, {holds} AS holds,
              coalesce(tie.toldAt, tie.since, tie.at) AS at
            """).with("holds", Guardianship.holds("guardian", "ward")));

    private final int maxGuardians;
    private final Roaring64NavigableMap minors = new Roaring64NavigableMap();
    private final Map<Ends, Stored> links = new HashMap<>();
    private final Map<Long, Integer> guardiansByWard = new HashMap<>();

    GuardianRowRule(Graph graph, int maxGuardians) {
        this.maxGuardians = maxGuardians;
        graph.stream(
                MINORS, Map.of(), TIMEOUT, row -> minors.addLong(row.get("id").asLong()));
        graph.stream(LINKS, Map.of(), TIMEOUT, this::add);
    }

    private void add(Record row) {
        Ends ends = new Ends(row.get("guardian").asLong(), row.get("ward").asLong());
        boolean isLinked = row.get("isLinked").asBoolean();
        links.put(ends, new Stored(isLinked, Times.instant(row.get("at"))));
        if (isLinked && row.get("holds").asBoolean()) {
            guardiansByWard.merge(ends.ward(), 1, Integer::sum);
        }
    }

    @Override
    public Optional<String> violation(Map<String, @Nullable Object> row) {
        Ends ends = new Ends(user(row, "guardian"), user(row, "ward"));
        Instant since = ((ZonedDateTime) Objects.requireNonNull(row.get("since"))).toInstant();
        @Nullable Stored stored = links.get(ends);
        if (stored != null && stored.at().isAfter(since)) {
            return Optional.empty();
        }
        if (ends.guardian() == ends.ward()) {
            return Optional.of("ward and guardian must be different users");
        }
        if (minors.contains(ends.guardian())) {
            return Optional.of("the guardian is under 18");
        }
        if (!minors.contains(ends.ward())) {
            return Optional.of("the ward is not under 18");
        }
        if (stored != null && stored.isLinked()) {
            return Optional.empty();
        }
        int guardians = guardiansByWard.getOrDefault(ends.ward(), 0);
        if (guardians >= maxGuardians) {
            return Optional.of("a user has at most " + maxGuardians + " guardians");
        }
        guardiansByWard.put(ends.ward(), guardians + 1);
        links.put(ends, new Stored(true, since));
        return Optional.empty();
    }

    private static long user(Map<String, @Nullable Object> row, String column) {
        return (Long) Objects.requireNonNull(row.get(column));
    }

    private record Ends(long guardian, long ward) {}

    /** @param at when the link was made, told of or ended */
    private record Stored(boolean isLinked, Instant at) {}
}
