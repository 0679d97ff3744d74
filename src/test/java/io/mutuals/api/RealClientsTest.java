package io.mutuals.api;

import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.NodeTools;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs Apollo Client, urql, Relay, graphql-ws and graphql-sse against the server, with documents that graphql-codegen,
 * tsc and relay-compiler have accepted. Each scenario of {@code src/test/clients/scenarios} is a test.
 */
@MutualsTest
@TakesLong
class RealClientsTest {

    private static final List<String> CLIENTS = List.of("apollo", "urql", "relay", "socket", "stream");
    private static final int FRIENDS = 7;
    private static final int SCENARIOS = 25;

    /** A line of node's report in the Test Anything Protocol, with all lines below it up to the next. */
    private static final Pattern RESULT = Pattern.compile(
            "^(ok|not ok) \\d+ - (.*?)\\R(.*?)(?=^(?:ok|not ok|# Subtest|1\\.\\.)|\\z)",
            Pattern.MULTILINE | Pattern.DOTALL);

    private final Api api;
    private final World world;

    RealClientsTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioWorks() throws IOException {
        NodeTools.areNeeded();
        world.clear();
        Path folder = NodeTools.install();
        Files.writeString(folder.resolve("world.json"), JsonMapper.shared().writeValueAsString(given()));
        Files.writeString(folder.resolve("schema.graphql"), schema());
        CompletableFuture<Void> relay =
                CompletableFuture.runAsync(() -> NodeTools.succeed("node_modules/.bin/relay-compiler"));
        NodeTools.succeed("node", "facts.mjs");
        NodeTools.succeed("node_modules/.bin/graphql-codegen", "--config", "codegen.ts");
        relay.join();
        NodeTools.succeed("node_modules/.bin/tsc");

        NodeTools.Ended ended = NodeTools.run("node", "--test-reporter=tap", "build/scenarios/main.js");
        List<MatchResult> results = RESULT.matcher(ended.output()).results().toList();
        assertThat(results).as(ended.output()).hasSizeGreaterThanOrEqualTo(SCENARIOS);
        assertThat(ended.status() == 0)
                .as(ended.output())
                .isEqualTo(results.stream().allMatch(RealClientsTest::isOk));
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(
                        result.group(2),
                        () -> assertThat(isOk(result)).as(result.group()).isTrue()));
    }

    private static boolean isOk(MatchResult result) {
        return result.group(1).equals("ok");
    }

    private String schema() {
        Api.Answer answer = api.as("friend1").get("/graphql/schema.graphql");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /** Fills the world, and returns what the scenarios need to know of it. */
    private Map<String, Object> given() {
        String[] friends =
                IntStream.rangeClosed(1, FRIENDS).mapToObj(i -> "friend" + i).toArray(String[]::new);
        world.people(friends);
        world.friends("friend1", "near1", "near2", "near3", "near4");
        Map<String, Object> ids = new LinkedHashMap<>();
        for (int i = 1; i <= FRIENDS; i++) {
            world.video(i, friends[i - 1], "Video " + i);
            ids.put(friends[i - 1], world.id(friends[i - 1]));
            ids.put("video" + i, World.id("vid", i));
        }
        IntStream.rangeClosed(1, 4).forEach(i -> world.comment(i, "friend1", FRIENDS, "Comment " + i));
        Map<String, Object> tokens = new LinkedHashMap<>();
        Map<String, Object> conversations = new LinkedHashMap<>();
        for (String client : CLIENTS) {
            world.friends(client, friends);
            ids.put(client, world.id(client));
            tokens.put(client, api.token(client));
            conversations.put(client, conversation(client));
        }
        tokens.put("friend1", api.token("friend1"));
        tokens.put("newcomer", LocalTokens.mint("auth0|5f7c8ec7c33c6c004bbafc11", Duration.ofHours(1)));
        tokens.put("stranger", api.token("friend1") + "x");
        return Map.of("url", api.address() + "/graphql", "tokens", tokens, "conversations", conversations, "ids", ids);
    }

    private String conversation(String client) {
        Map<String, Object> input = Map.of("title", client, "userIds", List.of(world.id("friend1")));
        String id = does(api.as(client), "createGroup", input, "conversation { id }")
                .at("/conversation/id")
                .asString();
        for (int i = 1; i <= FRIENDS; i++) {
            says(api.as("friend1"), id, "message " + i);
        }
        return id;
    }
}
