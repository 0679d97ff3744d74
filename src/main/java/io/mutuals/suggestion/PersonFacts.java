package io.mutuals.suggestion;

import io.mutuals.user.AgeBand;
import java.time.Instant;
import org.neo4j.driver.Value;

/**
 * What is known of a person, whoever looks, that tells whether and how high they are suggested.
 *
 * @param birthYear 0 when it is not known
 * @param byMutualFriends whether their settings let common friends suggest them
 * @param pendingRequests friend requests to them that nobody has answered
 * @param requestsAccepted those that they accepted
 * @param requestsDeclined those that they declined
 */
record PersonFacts(
        int birthYear, boolean byMutualFriends, int pendingRequests, int requestsAccepted, int requestsDeclined) {

    private static final int COUNT_BITS = 16;
    private static final int YEAR_BITS = 12;
    private static final int MOST = (1 << COUNT_BITS) - 1;

    PersonFacts {
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
        return """
                [coalesce(%1$s.birthYear, 0), %2$s, COUNT { (%1$s)<-[:REQUESTED]-() },
                  coalesce(%1$s.requestsAccepted, 0), coalesce(%1$s.requestsDeclined, 0)]""".formatted(user, SuggestionSource.FRIENDS_OF_FRIENDS.isAllowedBy(user));
    }

    /** Reads {@link #projection}. */
    static PersonFacts from(Value projection) {
        return new PersonFacts(
                projection.get(0).asInt(),
                projection.get(1).asBoolean(),
                projection.get(2).asInt(),
                projection.get(3).asInt(),
                projection.get(4).asInt());
    }

    /** How old they are. */
    AgeBand band(Instant now) {
        return band(birthYear, now);
    }

    /** How old somebody is who was born in a year; 0 when it is not known. */
    static AgeBand band(int birthYear, Instant now) {
        return AgeBand.at(now, birthYear == 0 ? null : birthYear);
    }

    /** All of it in one number, for {@link #unpacked}. */
    long packed() {
        long bits = birthYear;
        bits = bits << 1 | (byMutualFriends ? 1 : 0);
        bits = bits << COUNT_BITS | pendingRequests;
        bits = bits << COUNT_BITS | requestsAccepted;
        return bits << COUNT_BITS | requestsDeclined;
    }

    static PersonFacts unpacked(long bits) {
        return new PersonFacts(
                (int) (bits >>> 3 * COUNT_BITS + 1),
                (bits >>> 3 * COUNT_BITS & 1) == 1,
                (int) (bits >>> 2 * COUNT_BITS) & MOST,
                (int) (bits >>> COUNT_BITS) & MOST,
                (int) bits & MOST);
    }
}
