package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Runs the GraphQL examples of a documentation page in order, as a reader would. */
public final class GuideExamples {

    private static final Pattern EXAMPLE =
            Pattern.compile("^ *```graphql\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);

    private GuideExamples() {}

    /** Returns the examples of a page in order. */
    public static List<String> of(Path page) {
        try {
            return EXAMPLE.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Returns {@code data} of the answer to each example; of a subscription, of its first event. Fails if an answer has
     * errors or user errors.
     *
     * @param variables the variables of all examples
     */
    public static List<JsonNode> run(Api api, String token, List<String> examples, Map<String, ?> variables) {
        List<JsonNode> answers = new ArrayList<>();
        for (String example : examples) {
            JsonNode answer = answer(api, token, example, variables);
            assertThat(answer.findValues("userErrors"))
                    .as("%s%n%s", example, answer)
                    .allMatch(JsonNode::isEmpty);
            answers.add(answer);
        }
        return answers;
    }

    private static JsonNode answer(Api api, String token, String example, Map<String, ?> variables) {
        if (!example.strip().startsWith("subscription")) {
            return api.with(token).data(example, variables);
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, token, Map.of())) {
            return socket.subscribe("example", example, variables).data();
        }
    }
}
