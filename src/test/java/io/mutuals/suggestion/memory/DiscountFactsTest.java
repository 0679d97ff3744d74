package io.mutuals.suggestion.memory;

import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.DiscountFacts;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.feedback.ImpressionRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;

/** Facts about candidates, read from the graph after changes through the API. */
@MutualsTest
class DiscountFactsTest {

    private static final Statement FACTS = new Statement(
            "test.facts", """
            MATCH (viewer:User {id: $viewer})
            WITH viewer, %s AS seen
            MATCH (candidate:User {id: $candidate})
            RETURN seen, %s AS facts
            """.formatted(DiscountFacts.seenByViewer(1), PersonFacts.projection("candidate")));

    private final Api api;
    private final World world;
    private final Graph graph;
    private final ImpressionRepository impressions;

    DiscountFactsTest(Api api, World world, Graph graph, ImpressionRepository impressions) {
        this.api = api;
        this.world = world;
        this.graph = graph;
        this.impressions = impressions;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo", "dora", "eli");
    }

    @Test
    void pendingAcceptedAndDeclinedRequestsAreCountedForTheirRecipient() {
        world.friends("eli", "ben", "cleo");
        assertThat(facts("ben")).isEqualTo(DiscountFacts.NONE);
        request("ada", "ben");
        request("cleo", "ben");
        request("dora", "ben");
        assertThat(facts("ben")).isEqualTo(new DiscountFacts(3, 0, 0, 0, null));

        does(api.as("ben"), "acceptFriendRequest", world.id("ada"));
        does(api.as("ben"), "acceptFriendRequest", world.id("ada"));
        does(api.as("ben"), "declineFriendRequest", world.id("cleo"));
        does(api.as("ben"), "declineFriendRequest", world.id("cleo"));
        assertThat(facts("ben")).isEqualTo(new DiscountFacts(1, 1, 1, 0, null));
        assertThat(facts("ada")).isEqualTo(DiscountFacts.NONE);
    }

    @Test
    void declinedStrangersAreNotCounted() {
        request("cleo", "ben");
        does(api.as("ben"), "declineFriendRequest", world.id("cleo"));
        assertThat(facts("ben")).isEqualTo(DiscountFacts.NONE);
    }

    @Test
    void cancelledOrBlockedRequestIsNotCounted() {
        request("ada", "ben");
        does(api.as("ada"), "cancelFriendRequest", world.id("ben"));
        request("cleo", "ben");
        does(api.as("ben"), "blockUser", world.id("cleo"));
        assertThat(facts("ben")).isEqualTo(DiscountFacts.NONE);
    }

    @Test
    void requestToAUserWhoHasAskedCountsAsAccepted() {
        request("ada", "ben");
        request("ben", "ada");
        assertThat(facts("ben")).isEqualTo(new DiscountFacts(0, 1, 0, 0, null));
        assertThat(facts("ada")).isEqualTo(DiscountFacts.NONE);
    }

    @Test
    void friendLinkIsNotCountedAsARequest() {
        String token = api.as("ben")
                .data("mutation { createFriendLink(input: {}) { friendLink { token } } }")
                .at("/createFriendLink/friendLink/token")
                .asString();
        api.as("ada")
                .data("mutation { redeemFriendLink(input: {token: \"%s\"}) { userErrors { code } } }".formatted(token));
        assertThat(world.values("MATCH (:User)-[f:FRIENDS_WITH]->() RETURN type(f)"))
                .hasSize(1);
        assertThat(facts("ben")).isEqualTo(DiscountFacts.NONE);
        assertThat(facts("ada")).isEqualTo(DiscountFacts.NONE);
    }

    @Test
    void candidatesSeenMoreOftenThanIsFreeAreReadInOneWalk() {
        saw("ben", 1, 2, 3);
        saw("cleo", 1);
        DiscountFacts seen = facts("ben");
        assertThat(seen.timesSeen()).isEqualTo(3);
        assertThat(seen.lastSeen()).isNotNull();
        assertThat(seen.lastSeen()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(facts("cleo")).as("once is free here").isEqualTo(DiscountFacts.NONE);
    }

    private void saw(String candidate, long... snapshots) {
        for (long snapshot : snapshots) {
            impressions.record(
                    world.number("ada"),
                    List.of(new Impression(
                            new UserId(world.number("ada")),
                            new UserId(world.number(candidate)),
                            snapshot,
                            0,
                            List.of(SuggestionSource.FRIENDS_OF_FRIENDS))));
        }
    }

    private void request(String from, String to) {
        assertThat(does(api.as(from), "sendFriendRequest", world.id(to))
                        .path("userErrors")
                        .isEmpty())
                .isTrue();
    }

    private DiscountFacts facts(String candidate) {
        long number = world.number(candidate);
        Record row = graph.read(FACTS, Map.of("viewer", world.number("ada"), "candidate", number))
                .getFirst();
        return DiscountFacts.of(
                PersonFacts.from(row.get("facts")),
                DiscountFacts.seen(row.get("seen")).get(number));
    }
}
