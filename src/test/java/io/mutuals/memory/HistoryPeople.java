package io.mutuals.memory;

import io.mutuals.World;
import io.mutuals.memory.History.Register;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The users of a history. Pair {@code n} is {@code an} and {@code bn}, whose common friend is {@code cn}; every
 * {@code an} meets the hub, whose friends {@code guest} looks at. A console writes the name of {@code typed}, which
 * is also the title and the only message of a group; an import writes the name of {@code imported}, and the messages
 * of another.
 */
final class HistoryPeople {

    static final String HUB = "hub";
    static final String GUEST = "guest";

    /** What one user sees of themselves and of another. */
    private static final String SCREEN = """
            query ($other: ID!, $me: Boolean!, $user: Boolean!, $order: FriendOrder!) {
              viewer @include(if: $me) {
                user { displayName } settings { friendListVisibleTo }
                friends(first: 50, order: $order) { nodes { handle displayName } }
                in: friendRequests(direction: INCOMING, first: 50) { nodes { message user { handle } } }
                out: friendRequests(direction: OUTGOING, first: 50) { nodes { message user { handle } } }
                blocks(first: 50) { nodes { handle } } }
              user(by: {id: $other}) @include(if: $user) { displayName
                relationship { isFriend isBlockedByViewer mutualFriendCount request { direction message } }
                viewerCan { sendFriendRequest seeFriends }
                friends(first: 50, order: $order) { nodes { handle } }
                mutualFriends(first: 5) { totalCount } }
              node(id: $other) { ... on User { displayName } } }
            """;

    private static final String GUEST_SCREEN = """
            query ($hub: ID!, $typed: ID!, $imported: ID!, $typedGroup: ID!, $importedGroup: ID!) {
              hub: user(by: {id: $hub}) { friends(first: 50) { nodes { handle displayName } } }
              typed: user(by: {id: $typed}) { displayName }
              imported: node(id: $imported) { ... on User { displayName } }
              typedGroup: node(id: $typedGroup) { ... on Conversation { title lastMessage { body } } }
              importedGroup: node(id: $importedGroup) { ... on Conversation {
                unreadCount messages(last: 90) { nodes { body } } } } }
            """;

    /** The group that a console writes to, and the one that is imported. */
    static final long TYPED_GROUP = 90;

    static final long IMPORTED_GROUP = 91;

    final int pairs;
    private final World world;
    private final History history;
    private final Map<String, Register<String>> names = new HashMap<>();
    private final Map<String, Register<String>> audiences = new HashMap<>();
    private final Register<Integer> importedMessages = new Register<>("imported messages", 0);
    private final List<Register<Between>> betweenPairs = new ArrayList<>();
    private final List<Register<Between>> withHub = new ArrayList<>();
    private final List<HistoryVideo> videos = new ArrayList<>();

    HistoryPeople(int pairs, World world, History history) {
        this.pairs = pairs;
        this.world = world;
        this.history = history;
        for (String single : List.of(HUB, GUEST, "typed", "imported")) {
            world.people(single);
            names.put(single, new Register<>("name of " + single, single));
        }
        world.group(TYPED_GROUP, "typed", "typed", GUEST).says(TYPED_GROUP, "typed", "typed");
        for (int pair = 0; pair < pairs; pair++) {
            world.friends("c" + pair, "a" + pair, "b" + pair);
            betweenPairs.add(new Register<>("pair " + pair, Between.NOTHING));
            withHub.add(new Register<>("hub and a" + pair, Between.NOTHING));
            videos.add(new HistoryVideo(pair, between(pair), world, history));
            for (String user : List.of("a" + pair, "b" + pair)) {
                names.put(user, new Register<>("name of " + user, user));
                audiences.put(user, new Register<>("audience of " + user, "EVERYONE"));
            }
        }
    }

    Register<String> name(String user) {
        return Objects.requireNonNull(names.get(user));
    }

    Register<Integer> importedMessages() {
        return importedMessages;
    }

    Register<String> audience(String user) {
        return Objects.requireNonNull(audiences.get(user));
    }

    Register<Between> between(int pair) {
        return betweenPairs.get(pair);
    }

    HistoryVideo video(int pair) {
        return videos.get(pair);
    }

    Register<Between> withHub(int pair) {
        return withHub.get(pair);
    }

    /** Reads what a user of a pair sees through a server; returns false if the server did not answer. */
    boolean look(HistoryServer server, int pair, boolean asA, boolean me, boolean user, boolean byName) {
        String viewer = (asA ? "a" : "b") + pair;
        String other = (asA ? "b" : "a") + pair;
        long began = System.nanoTime();
        JsonNode data = HistoryClient.data(
                server,
                viewer,
                SCREEN,
                Map.of("other", world.id(other), "me", me, "user", user, "order", byName ? "NAME" : "RECENT"));
        long ended = System.nanoTime();
        if (data == null) {
            return false;
        }
        new Look(server.name() + " to " + viewer, pair, viewer, other, began, ended).record(data, me, user);
        return true;
    }

    /** Reads what the guest sees through a server; returns false if the server did not answer. */
    boolean lookAround(HistoryServer server) {
        long began = System.nanoTime();
        JsonNode data = HistoryClient.data(
                server,
                GUEST,
                GUEST_SCREEN,
                Map.of(
                        "hub",
                        world.id(HUB),
                        "typed",
                        world.id("typed"),
                        "imported",
                        world.id("imported"),
                        "typedGroup",
                        World.id("cnv", TYPED_GROUP),
                        "importedGroup",
                        World.id("cnv", IMPORTED_GROUP)));
        long ended = System.nanoTime();
        if (data == null) {
            return false;
        }
        Map<String, String> listed = listed(data.at("/hub/friends/nodes"));
        for (int pair = 0; pair < pairs; pair++) {
            String friend = listed.get("a" + pair);
            history.read(
                    "a%d among the hub's friends %s by %s".formatted(pair, listed.keySet(), server.name()),
                    began,
                    ended,
                    withHub(pair),
                    between -> between.friends() == (friend != null));
            if (friend != null) {
                history.read(
                        "name of a hub's friend by " + server.name(), began, ended, name("a" + pair), friend::equals);
            }
        }
        for (String path : List.of(
                "/typed/displayName", "/typedGroup/title", "/typedGroup/lastMessage/body", "/imported/displayName")) {
            String name = data.at(path).asString();
            Register<String> register = name(path.startsWith("/typed") ? "typed" : "imported");
            history.read("%s: %s by %s".formatted(path, name, server.name()), began, ended, register, name::equals);
        }
        int unread = data.at("/importedGroup/unreadCount").asInt(0);
        int messages = data.at("/importedGroup/messages/nodes").size();
        for (int count : List.of(unread, messages)) {
            history.read(
                    "%d imported messages, %d unread, by %s".formatted(messages, unread, server.name()),
                    began,
                    ended,
                    importedMessages,
                    imported -> imported == count);
        }
        return true;
    }

    private static Map<String, String> listed(JsonNode nodes) {
        Map<String, String> listed = new HashMap<>();
        nodes.valueStream()
                .forEach(node -> listed.put(
                        node.path("handle").asString(), node.path("displayName").asString("")));
        return listed;
    }

    /** The fields of one answer about a pair. */
    private final class Look {

        private final String where;
        private final String viewer;
        private final String other;
        private final long began;
        private final long ended;
        private final Register<Between> between;
        private final Register<Between> hub;
        private final int pair;

        Look(String where, int pair, String viewer, String other, long began, long ended) {
            this.where = where;
            this.pair = pair;
            this.viewer = viewer;
            this.other = other;
            this.began = began;
            this.ended = ended;
            this.between = HistoryPeople.this.between(pair);
            this.hub = withHub(pair);
        }

        void record(JsonNode data, boolean me, boolean user) {
            if (me) {
                viewer(data.path("viewer"));
            }
            if (user) {
                user(data.path("user"));
            }
            named("node", data.path("node"));
        }

        private void viewer(JsonNode seen) {
            name("own name", seen.at("/user/displayName").asString(), viewer);
            String audience = seen.at("/settings/friendListVisibleTo").asString();
            history.read(what("own settings: " + audience), began, ended, audience(viewer), audience::equals);
            Map<String, String> friends = listed(seen.at("/friends/nodes"));
            between("own friends " + friends.keySet(), state -> state.friends() == friends.containsKey(other));
            if (friends.containsKey(other)) {
                name("name among friends", friends.get(other), other);
            }
            if (viewer.startsWith("a")) {
                history.read(
                        what("own friends " + friends.keySet()),
                        began,
                        ended,
                        hub,
                        state -> state.friends() == friends.containsKey(HUB));
            }
            requests("incoming", seen.at("/in/nodes"), other);
            requests("outgoing", seen.at("/out/nodes"), viewer);
            boolean blocks = listed(seen.at("/blocks/nodes")).containsKey(other);
            between("own blocks: " + blocks, state -> viewer.equals(state.blocker()) == blocks);
        }

        private void requests(String direction, JsonNode nodes, String requester) {
            String message = nodes.valueStream()
                    .filter(node -> node.at("/user/handle").asString().equals(other))
                    .map(node -> node.path("message").asString(""))
                    .findAny()
                    .orElse(null);
            between(
                    direction + " request: " + message,
                    state -> message == null
                            ? !requester.equals(state.requester())
                            : requester.equals(state.requester()) && message.equals(state.message()));
        }

        private void named(String how, JsonNode user) {
            between(how + ": " + user, state -> state.isHidden() == (user.isNull() || user.isMissingNode()));
            if (user.has("displayName")) {
                name(how, user.path("displayName").asString(), other);
            }
        }

        private void user(JsonNode user) {
            named("user", user);
            if (!user.has("relationship")) {
                return;
            }
            JsonNode relationship = user.path("relationship");
            JsonNode request = relationship.path("request");
            between(
                    "relationship: " + relationship,
                    state -> state.friends() == relationship.path("isFriend").asBoolean()
                            && viewer.equals(state.blocker())
                                    == relationship.path("isBlockedByViewer").asBoolean()
                            && (state.isHidden() || isRequest(request, state)));
            boolean maySend = user.at("/viewerCan/sendFriendRequest").asBoolean();
            between(
                    "may send: " + maySend,
                    state -> maySend == (!state.isHidden() && !state.friends() && !viewer.equals(state.requester())));
            boolean sees = user.at("/viewerCan/seeFriends").asBoolean();
            both("sees friends: " + sees, (state, audience) -> sees == sees(state, audience));
            for (String count : List.of("/relationship/mutualFriendCount", "/mutualFriends/totalCount")) {
                int mutual = user.at(count).asInt();
                both(
                        count + ": " + mutual,
                        (state, audience) -> mutual == (state.isHidden() || audience.equals("ONLY_ME") ? 0 : 1));
            }
            friends(new TreeSet<>(listed(user.at("/friends/nodes")).keySet()));
        }

        private boolean isRequest(JsonNode request, Between state) {
            if (state.requester() == null) {
                return request.isNull();
            }
            return request.path("direction")
                            .asString()
                            .equals(state.requester().equals(viewer) ? "OUTGOING" : "INCOMING")
                    && request.path("message").asString().equals(state.message());
        }

        private boolean sees(Between state, String audience) {
            return switch (audience) {
                case "FRIENDS" -> state.friends();
                case "ONLY_ME" -> false;
                default -> true;
            };
        }

        private void friends(Set<String> listed) {
            history.read(
                    what("friends of %s: %s".formatted(other, listed)),
                    began,
                    ended,
                    List.of(between, audience(other), hub),
                    values -> listed.equals(
                            friends((Between) values.get(0), (String) values.get(1), (Between) values.get(2))));
        }

        private Set<String> friends(Between state, String audience, Between otherAndHub) {
            Set<String> friends = new TreeSet<>();
            if (sees(state, audience)) {
                friends.add("c" + pair);
                if (!audience.equals("MUTUAL_FRIENDS")) {
                    if (state.friends()) {
                        friends.add(viewer);
                    }
                    if (other.startsWith("a") && otherAndHub.friends()) {
                        friends.add(HUB);
                    }
                }
            }
            return friends;
        }

        private void name(String how, String seen, String user) {
            history.read(what(how + ": " + seen), began, ended, HistoryPeople.this.name(user), seen::equals);
        }

        private void between(String how, Predicate<Between> explains) {
            history.read(what(how), began, ended, between, explains);
        }

        private void both(String how, BiPredicate<Between, String> explains) {
            history.read(
                    what(how),
                    began,
                    ended,
                    List.of(between, audience(other)),
                    values -> explains.test((Between) values.getFirst(), (String) values.getLast()));
        }

        private String what(String how) {
            return how + ", by " + where;
        }
    }
}
