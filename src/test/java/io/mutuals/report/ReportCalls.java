package io.mutuals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reporting and moderating through the API. */
final class ReportCalls {

    static final String MESSAGE = """
            mutation ($id: ID!, $comment: String) {
              it: reportMessage(input: {messageId: $id, reason: HARASSMENT, comment: $comment, clientMutationId: "x"}) {
                report { id createdAt state } userErrors { code field message resetAt } clientMutationId } }
            """;
    static final String USER = """
            mutation ($id: ID!, $comment: String) {
              it: reportUser(input: {userId: $id, reason: SPAM, comment: $comment, clientMutationId: "x"}) {
                report { id createdAt state } userErrors { code field message resetAt } clientMutationId } }
            """;
    static final String COMMENT = """
            mutation ($id: ID!, $comment: String) {
              it: reportComment(input: {commentId: $id, reason: HATE, comment: $comment, clientMutationId: "x"}) {
                report { id createdAt state } userErrors { code field message resetAt } clientMutationId } }
            """;
    private static final String RECORDED =
            "messageId seq sender { userId handle displayName bio } body sharedVideoId sentAt editedAt unsentAt";
    private static final String REPORT = """
            id state reason comment createdAt reporter { userId handle displayName bio }
            evidence { __typename
              ... on UserEvidence { user { userId handle displayName bio } }
              ... on CommentEvidence { videoId comment { commentId author { handle } body } answered { body } }
              ... on MessageEvidence { conversationId message { %1$s } before { %1$s } after { %1$s } } }
            decision { resolution note moderatorId decidedAt before after }
            """.formatted(RECORDED);
    static final String QUEUE = """
            query ($state: ReportState! = OPEN, $first: Int! = 20, $after: String) {
              reports(state: $state, first: $first, after: $after) {
                totalCount edges { cursor node { id } } nodes { %s } pageInfo { hasNextPage endCursor } } }
            """.formatted(REPORT);
    static final String RESOLVE = """
            mutation ($id: ID!, $resolution: ReportResolution!, $note: String) {
              it: resolveReport(input: {reportId: $id, resolution: $resolution, note: $note, clientMutationId: "x"}) {
                report { %s } userErrors { code field message } clientMutationId } }
            """.formatted(REPORT);

    /** The conversation of ada and ben. */
    static final long CONVERSATION = 100;

    private final Api api;
    private final World world;

    ReportCalls(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    /** A world in which ada, ben and cleo are users, and mod and mona moderators. */
    void given() {
        world.clear();
        world.people("ada", "ben", "cleo", "mod", "mona");
        world.direct(CONVERSATION, "ada", "ben");
    }

    /** Reads the open reports as a moderator. */
    JsonNode queue(String moderator) {
        return api.as(moderator, "moderator").data(QUEUE).path("reports");
    }

    JsonNode resolve(String moderator, String report, String resolution, @Nullable String note) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("id", report);
        variables.put("resolution", resolution);
        variables.put("note", note);
        return api.as(moderator, "moderator").data(RESOLVE, variables).path("it");
    }

    /** Returns the answer to ada, whose report is refused. */
    String refused(String mutation, String id) {
        JsonNode answer = ask(api.as("ada"), mutation, id, null);
        assertThat(answer.at("/report").isNull()).isTrue();
        return answer.toString();
    }

    /** Returns the answer to a report that is accepted. */
    static JsonNode done(Api.Caller caller, String mutation, String id, @Nullable String comment) {
        JsonNode answer = ask(caller, mutation, id, comment);
        assertThat(answer.path("userErrors").isEmpty()).as(answer.toString()).isTrue();
        assertThat(answer.path("clientMutationId").asString()).isEqualTo("x");
        return answer;
    }

    static JsonNode ask(Api.Caller caller, String mutation, String id, @Nullable String comment) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put("id", id);
        variables.put("comment", comment);
        return caller.data(mutation, variables).path("it");
    }

    /** Returns the only report in a queue. */
    static JsonNode only(JsonNode queue) {
        assertThat(queue.path("nodes").size()).isEqualTo(1);
        return queue.at("/nodes/0");
    }

    static List<String> texts(JsonNode list, String path) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.at(path).asString())
                .toList();
    }
}
