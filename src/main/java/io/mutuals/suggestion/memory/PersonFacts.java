package io.mutuals.suggestion.memory;

import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.Age;
import io.mutuals.user.AgeBand;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neo4j.driver.Value;

/**
 * Facts about a user, independent of the viewer, that decide whether and how high the user is suggested.
 *
 * @param age what is known of the age of the user
 * @param suggestedBy sources among {@link #SETTINGS} that the user's settings permit
 * @param pendingRequests number of unanswered friend requests to the user, 0 to 65535
 * @param requestsAccepted number of friend requests the user has accepted, 0 to 65535
 * @param requestsDeclined number of friend requests the user has declined, 0 to 65535
 */
public record PersonFacts(
        Age age, Set<SuggestionSource> suggestedBy, int pendingRequests, int requestsAccepted, int requestsDeclined) {

    /** Sources that a user's settings alone permit or forbid to suggest the user. */
    static final List<SuggestionSource> SETTINGS = List.of(
            SuggestionSource.FRIENDS_OF_FRIENDS, SuggestionSource.SHARED_CONVERSATIONS, SuggestionSource.VIDEO_TASTE);

    /** Sets of permitted sources, indexed by a bit mask over {@link #SETTINGS}. */
    private static final List<Set<SuggestionSource>> BY_BITS = IntStream.range(0, 1 << SETTINGS.size())
            .mapToObj(PersonFacts::withBits)
            .toList();

    private static final int COUNT_BITS = 16;
    private static final int MAX_COUNT = (1 << COUNT_BITS) - 1;

    public PersonFacts {
        if (pendingRequests < 0 || requestsAccepted < 0 || requestsDeclined < 0) {
            throw new IllegalArgumentException(
                    "pendingRequests, requestsAccepted and requestsDeclined must not be negative");
        }
        pendingRequests = Math.min(pendingRequests, MAX_COUNT);
        requestsAccepted = Math.min(requestsAccepted, MAX_COUNT);
        requestsDeclined = Math.min(requestsDeclined, MAX_COUNT);
    }

    /**
     * Returns a Cypher expression for these facts as a list, to be read with {@link #from}. Touches properties and one
     * stored relationship count.
     *
     * @param user variable bound to a user
     */
    static String projection(String user) {
        return Cypher.of("""
                [{age}, {settings}, COUNT { ({user})<-[:REQUESTED]-() },
                  coalesce({user}.requestsAccepted, 0), coalesce({user}.requestsDeclined, 0)]""")
                .with("user", user)
                .with("age", Age.projection(user))
                .with(
                        "settings",
                        IntStream.range(0, SETTINGS.size())
                                .mapToObj(bit -> "CASE WHEN %s THEN %d ELSE 0 END"
                                        .formatted(SETTINGS.get(bit).isAllowedBy(user), 1 << bit))
                                .collect(Collectors.joining(" + ")))
                .text();
    }

    /** Reads the value of {@link #projection}. */
    static PersonFacts from(Value projection) {
        return new PersonFacts(
                Age.from(projection.get(0)),
                BY_BITS.get(projection.get(1).asInt()),
                projection.get(2).asInt(),
                projection.get(3).asInt(),
                projection.get(4).asInt());
    }

    /** Returns the user's age band. */
    public AgeBand band(Instant now) {
        return age.band(now);
    }

    /** Returns whether the user's settings forbid a source to suggest them. */
    public boolean forbids(SuggestionSource source) {
        return SETTINGS.contains(source) && !suggestedBy.contains(source);
    }

    /** Packs these facts into one long, to be read with {@link #unpacked}. */
    long packed() {
        long bits = age.packed();
        bits = (bits << SETTINGS.size()) | BY_BITS.indexOf(suggestedBy);
        bits = (bits << COUNT_BITS) | pendingRequests;
        bits = (bits << COUNT_BITS) | requestsAccepted;
        return (bits << COUNT_BITS) | requestsDeclined;
    }

    static PersonFacts unpacked(long bits) {
        return new PersonFacts(
                Age.unpacked((int) (bits >>> (3 * COUNT_BITS + SETTINGS.size()))),
                BY_BITS.get((int) (bits >>> (3 * COUNT_BITS)) & (BY_BITS.size() - 1)),
                (int) (bits >>> (2 * COUNT_BITS)) & MAX_COUNT,
                (int) (bits >>> COUNT_BITS) & MAX_COUNT,
                (int) bits & MAX_COUNT);
    }

    private static Set<SuggestionSource> withBits(int bits) {
        Set<SuggestionSource> sources = EnumSet.noneOf(SuggestionSource.class);
        for (int bit = 0; bit < SETTINGS.size(); bit++) {
            if ((bits >> bit & 1) == 1) {
                sources.add(SETTINGS.get(bit));
            }
        }
        return Set.copyOf(sources);
    }
}
