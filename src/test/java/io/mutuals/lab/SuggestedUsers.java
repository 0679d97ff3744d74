package io.mutuals.lab;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.World;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** SuggestedUsers of users who share the same two friends, so that each is suggested the others. */
final class SuggestedUsers {

    private static final List<Integer> HUBS = List.of(998, 999);
    private static final int FIRST = 1000;

    private final Api api;
    private final int people;

    private SuggestedUsers(Api api, int people) {
        this.api = api;
        this.people = people;
    }

    static SuggestedUsers of(int people, World world, Api api) {
        world.run(
                """
                UNWIND $hubs AS id
                CREATE (hub:User {id: id, handle: 'hub' + id, displayName: 'hub' + id, createdAt: $at})
                WITH collect(hub) AS hubs
                UNWIND range($first, $last) AS id
                CREATE (u:User {id: id, handle: 'crowd' + id, displayName: 'crowd' + id, createdAt: $at})
                WITH hubs, u
                UNWIND hubs AS hub
                CREATE (hub)-[:FRIENDS_WITH {since: $at}]->(u)
                """,
                Map.of(
                        "hubs",
                        HUBS,
                        "first",
                        FIRST,
                        "last",
                        FIRST + people - 1,
                        "at",
                        World.NOON.atZone(ZoneOffset.UTC)));
        return new SuggestedUsers(api, people);
    }

    /** Records two impressions for every user and has every third user send a request to the first suggestion. */
    void viewSuggestions() {
        IntStream.range(0, people).forEach(index -> {
            Api.Caller caller = caller(index);
            JsonNode shown = caller.data(
                            "{ viewer { peopleYouMayKnow(first: 2) { nodes { impressionToken user { id } } } } }")
                    .at("/viewer/peopleYouMayKnow/nodes");
            List<String> tokens = shown.valueStream()
                    .map(node -> node.get("impressionToken").asString())
                    .toList();
            Mutations.does(caller, "recordSuggestionImpressions", Map.of("impressionTokens", tokens), "recorded");
            if (index % 3 == 0) {
                sendRequest(index, shown.at("/0/user/id").asString());
            }
        });
    }

    /** Has a user dismiss their first suggestion. */
    void dismissFirstSuggestion(int index) {
        String first = caller(index)
                .data("{ viewer { peopleYouMayKnow(first: 1) { nodes { user { id } } } } }")
                .at("/viewer/peopleYouMayKnow/nodes/0/user/id")
                .asString();
        Mutations.does(caller(index), "dismissSuggestion", Map.of("userId", first), "");
    }

    private void sendRequest(int index, String userId) {
        Mutations.does(caller(index), "sendFriendRequest", Map.of("userId", userId), "");
    }

    private Api.Caller caller(int index) {
        return api.with(LocalTokens.mint(FIRST + index));
    }
}
