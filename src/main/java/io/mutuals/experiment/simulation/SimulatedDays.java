package io.mutuals.experiment.simulation;

import io.mutuals.experiment.simulation.SimulatedClient.SuggestionView;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The actions of users on a day, and what they leave for the next. Each step runs its users concurrently. */
final class SimulatedDays {

    private static final int PLACES = 10;
    private static final int CONCURRENCY = 8;

    private final SimulatedClient client;
    private final FriendGraph graph;
    private final BehaviourModel model;
    private final int[] people;
    private final Queue<PendingRequest> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<NewFriendship> friendships = new ConcurrentLinkedQueue<>();
    private final Queue<NewFriendship> shared = new ConcurrentLinkedQueue<>();

    SimulatedDays(SimulatedClient client, FriendGraph graph, BehaviourModel model, int[] people) {
        this.client = client;
        this.graph = graph;
        this.model = model;
        this.people = people;
    }

    /** Some users open the page, and request, dismiss or block the candidates whom they notice. */
    void openPages(int day) {
        each(IntStream.of(people).boxed().toList(), person -> {
            if (model.opens(person, day)) {
                openPage(person, day);
            }
        });
    }

    private void openPage(int person, int day) {
        long viewer = graph.id(person);
        List<SuggestionView> page = client.page(viewer, PLACES);
        if (page.isEmpty()) {
            return;
        }
        client.change(
                viewer,
                "recordSuggestionImpressions",
                Map.of(
                        "impressionTokens",
                        page.stream().map(SuggestionView::token).toList()),
                "recorded");
        for (int place = 0; place < page.size(); place++) {
            int candidate = graph.person(page.get(place).user());
            if (candidate == FriendGraph.NOT_FOUND) {
                continue;
            }
            Map<String, String> user = Map.of("userId", id(candidate));
            if (model.sends(person, candidate, place, day)) {
                Map<String, String> request = Map.of("userId", id(candidate), "message", "A simulated request.");
                if (client.change(viewer, "sendFriendRequest", request, "") != null) {
                    waiting.add(new PendingRequest(person, candidate));
                }
            } else if (model.blocks(person, candidate, place, day)) {
                client.change(viewer, "blockUser", user, "");
            } else if (model.dismisses(person, candidate, place, day)) {
                client.change(viewer, "dismissSuggestion", user, "");
            }
        }
    }

    /** Users accept requests or do not, and some new friends write. */
    void answerRequests() {
        List<PendingRequest> asked = new ArrayList<>(waiting);
        waiting.clear();
        each(asked, request -> {
            Map<String, String> user = Map.of("userId", id(request.from()));
            if (model.accepts(request.to(), request.from())
                    && client.change(graph.id(request.to()), "acceptFriendRequest", user, "") != null) {
                becomeFriends(request);
            }
        });
    }

    private void becomeFriends(PendingRequest request) {
        long viewer = graph.id(request.from());
        JsonNode opened = client.change(
                viewer, "openDirectConversation", Map.of("userId", id(request.to())), "conversation { id }");
        if (opened == null) {
            return;
        }
        NewFriendship friendship = new NewFriendship(
                request.from(), request.to(), opened.at("/conversation/id").asString());
        friendships.add(friendship);
        if (model.writesFirst(request.from(), request.to())) {
            sendMessage(viewer, friendship, "first", "Simulated: hello! We know some of the same people.");
        }
    }

    /** Some users share a video with a new friend. */
    void shareVideos(int day) {
        each(List.copyOf(friendships), friendship -> {
            if (model.shares(friendship.from(), friendship.to(), day)) {
                long viewer = graph.id(friendship.from());
                JsonNode video = client.execute(
                                viewer,
                                "{ viewer { friends(first: 5) { nodes { videos(first: 1) { nodes { id } } } } } }",
                                Map.of())
                        .findValue("id");
                if (video != null
                        && client.change(
                                        viewer,
                                        "shareVideo",
                                        Map.of(
                                                "videoId",
                                                video.asString(),
                                                "conversationIds",
                                                List.of(friendship.conversation()),
                                                "clientMessageId",
                                                "simulated-share-" + day,
                                                "body",
                                                "Simulated: look at this."),
                                        "")
                                != null) {
                    shared.add(friendship);
                }
            }
        });
    }

    /** Some of those friends reply. */
    void reply(int day) {
        List<NewFriendship> all = new ArrayList<>(shared);
        shared.clear();
        each(all, friendship -> {
            if (model.replies(friendship.to(), friendship.from(), day)) {
                sendMessage(
                        graph.id(friendship.to()),
                        friendship,
                        "reply-" + day,
                        "Simulated: I have to watch that again.");
            }
        });
    }

    private void sendMessage(long sender, NewFriendship friendship, String key, String body) {
        client.change(
                sender,
                "sendMessage",
                Map.of(
                        "conversationId",
                        friendship.conversation(),
                        "clientMessageId",
                        "simulated-" + key,
                        "body",
                        body),
                "");
    }

    private String id(int person) {
        return Viewer.USER_ID.encode(graph.id(person));
    }

    private <T> void each(List<T> all, Consumer<T> work) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory())) {
            List<Future<?>> done = new ArrayList<>();
            all.forEach(one -> done.add(threads.submit(() -> work.accept(one))));
            for (Future<?> one : done) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SimulationRefused("The simulation was interrupted; its results are incomplete.");
        }
    }

    /** A friend request awaiting its answer. */
    private record PendingRequest(int from, int to) {}

    /** A new friendship, and the conversation of the two. */
    private record NewFriendship(int from, int to, String conversation) {}
}
