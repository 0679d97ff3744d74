package io.mutuals.suggestion.memory;

import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.AgeBand;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neo4j.driver.Value;

/**
 * What is known of a person, whoever looks, that tells whether and how high they are suggested.
 *
 * @param birthYear 0 when it is not known
 * @param suggestedBy those of {@link #SETTINGS} by which their settings let them be suggested
 * @param pendingRequests friend requests to them that nobody has answered
 * @param requestsAccepted those that they accepted
 * @param requestsDeclined those that they declined
 */
public record PersonFacts(
        int birthYear,
        Set<SuggestionSource> suggestedBy,
        int pendingRequests,
        int requestsAccepted,
        int requestsDeclined) {

    /** The sources of which a setting says, and nothing else, whether they may suggest a person. */
    static final List<SuggestionSource> SETTINGS = List.of(
            SuggestionSource.FRIENDS_OF_FRIENDS, SuggestionSource.SHARED_CONVERSATIONS, SuggestionSource.VIDEO_TASTE);

    /** By a number of which each bit stands for one of {@link #SETTINGS}. */
    private static final List<Set<SuggestionSource>> BY_BITS = IntStream.range(0, 1 << SETTINGS.size())
            .mapToObj(PersonFacts::withBits)
            .toList();

    private static final int COUNT_BITS = 16;
    private static final int YEAR_BITS = 12;
    private static final int MOST = (1 << COUNT_BITS) - 1;

    public PersonFacts {
        if (pendingRequests < 0 || requestsAccepted < 0 || requestsDeclined < 0) {
            throw new IllegalArgumentException("There is nothing that happened less than never");
        }
        pendingRequests = Math.min(pendingRequests, MOST);
        requestsAccepted = Math.min(requestsAccepted, MOST);
        requestsDeclined = Math.min(requestsDeclined, MOST);
        birthYear = Math.clamp(birthYear, 0, (1 << YEAR_BITS) - 1);
    }

    /**
     * A Cypher expression: these facts as a list, to be read by {@link #from}. Touches properties, and a count that is written beside them.
     *
     * @param user a variable bound to a user
     */
    static String projection(String user) {
        return Cypher.of("""
                [coalesce({user}.birthYear, 0), {settings}, COUNT { ({user})<-[:REQUESTED]-() },
                  coalesce({user}.requestsAccepted, 0), coalesce({user}.requestsDeclined, 0)]""")
                .with("user", user)
                .with(
                        "settings",
                        IntStream.range(0, SETTINGS.size())
                                .mapToObj(bit -> "CASE WHEN %s THEN %d ELSE 0 END"
                                        .formatted(SETTINGS.get(bit).isAllowedBy(user), 1 << bit))
                                .collect(Collectors.joining(" + ")))
                .text();
    }

    /** Reads {@link #projection}. */
    static PersonFacts from(Value projection) {
        return new PersonFacts(
                projection.get(0).asInt(),
                BY_BITS.get(projection.get(1).asInt()),
                projection.get(2).asInt(),
                projection.get(3).asInt(),
                projection.get(4).asInt());
    }

    /** How old they are. */
    public AgeBand band(Instant now) {
        return band(birthYear, now);
    }

    /** How old somebody is who was born in a year; 0 when it is not known. */
    public static AgeBand band(int birthYear, Instant now) {
        return AgeBand.at(now, birthYear == 0 ? null : birthYear);
    }

    /** Whether their settings keep a source from suggesting them. */
    public boolean forbids(SuggestionSource source) {
        return SETTINGS.contains(source) && !suggestedBy.contains(source);
    }

    /** All of it in one number, for {@link #unpacked}. */
    long packed() {
        long bits = birthYear;
        bits = (bits << SETTINGS.size()) | BY_BITS.indexOf(suggestedBy);
        bits = (bits << COUNT_BITS) | pendingRequests;
        bits = (bits << COUNT_BITS) | requestsAccepted;
        return (bits << COUNT_BITS) | requestsDeclined;
    }

    static PersonFacts unpacked(long bits) {
        return new PersonFacts(
                (int) (bits >>> (3 * COUNT_BITS + SETTINGS.size())),
                BY_BITS.get((int) (bits >>> (3 * COUNT_BITS)) & (BY_BITS.size() - 1)),
                (int) (bits >>> (2 * COUNT_BITS)) & MOST,
                (int) (bits >>> COUNT_BITS) & MOST,
                (int) bits & MOST);
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
