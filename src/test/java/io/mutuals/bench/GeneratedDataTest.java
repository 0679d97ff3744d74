package io.mutuals.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data that the load test generates. */
@SideBySide
class GeneratedDataTest {

    private static final int USERS = 1000;

    @TempDir
    static Path parent;

    @Test
    void theSameDataIsGeneratedEachTime() throws IOException {
        Path first = GeneratedData.of(USERS, parent.resolve("first"));
        Path second = GeneratedData.of(USERS, parent.resolve("second"));
        try (Stream<Path> files = Files.list(first)) {
            assertThat(files).hasSize(8).allSatisfy(file -> {
                if (!file.endsWith("ids.json")) {
                    assertThat(second.resolve(file.getFileName())).hasSameTextualContentAs(file);
                }
            });
        }
    }

    @Test
    void someUsersHaveManyTimesTheFriendsOfMost() throws IOException {
        Map<String, Long> degrees = rows("friendships.csv").stream()
                .flatMap(row -> Stream.of(row[0], row[1]))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        List<Long> sorted = degrees.values().stream().sorted().toList();
        assertThat(degrees).hasSizeGreaterThan(USERS * 9 / 10);
        assertThat(sorted.getLast()).isGreaterThan(4 * sorted.get(sorted.size() / 2));
    }

    @Test
    void everyMessageContinuesItsConversationAndIsFromAParticipant() throws IOException {
        Map<String, List<String>> participants = rows("participants.csv").stream()
                .collect(Collectors.groupingBy(row -> row[0], Collectors.mapping(row -> row[1], Collectors.toList())));
        Map<String, Integer> last = new HashMap<>();
        for (String[] row : rows("messages.csv")) {
            assertThat(Integer.parseInt(row[2])).isEqualTo(last.merge(row[1], 1, Integer::sum));
            assertThat(participants.get(row[1])).contains(row[3]);
        }
        for (String[] row : rows("conversations.csv")) {
            assertThat(last).containsEntry(row[0], Integer.parseInt(row[4]));
            assertThat(participants.get(row[0])).doesNotHaveDuplicates().hasSizeGreaterThan(1);
        }
    }

    @Test
    void theWorkloadNamesActiveUsersLongConversationsAndParticipants() throws IOException {
        Map<String, List<String>> conversations = rows("participants.csv").stream()
                .collect(Collectors.groupingBy(row -> row[1], Collectors.mapping(row -> row[0], Collectors.toList())));
        Map<String, Integer> lengths = rows("conversations.csv").stream()
                .collect(Collectors.toMap(row -> row[0], row -> Integer.parseInt(row[4])));
        JsonNode ids = JsonMapper.shared()
                .readTree(Files.readString(GeneratedData.of(USERS, parent).resolve("ids.json")));
        assertThat(ids.path("users"))
                .hasSize(USERS / 4)
                .allSatisfy(
                        user -> assertThat(conversations.get(user.asString())).hasSizeGreaterThanOrEqualTo(3));
        assertThat(ids.path("conversations"))
                .isNotEmpty()
                .allSatisfy(conversation ->
                        assertThat(lengths.get(conversation.asString())).isGreaterThanOrEqualTo(50));
        assertThat(ids.path("send"))
                .hasSize(1000)
                .allSatisfy(pair -> assertThat(conversations.get(pair.path(0).asString()))
                        .contains(pair.path(1).asString()));
    }

    @Test
    void tooFewUsersAreRefused() {
        assertThatThrownBy(() -> GeneratedData.of(199, parent)).hasMessageContaining("at least 200");
    }

    private List<String[]> rows(String table) throws IOException {
        try (Stream<String> lines = Files.lines(GeneratedData.of(USERS, parent).resolve(table))) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        }
    }
}
