package io.mutuals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.evaluation.SmallWorldGraph;
import io.mutuals.suggestion.friendgraph.Rankers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command from its arguments to its exit code, on files and without a database. */
@SideBySide
class EvaluateCommandTest {

    /** The end of a CSV row for a file without times. */
    private static final String TIMES = ",none (there are only the two columns of people)";

    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    private Path edges;

    /** Reading the configuration turns Spring's logs off for the whole process. */
    @AfterAll
    static void logAsBefore() {
        LoggingSystem.get(EvaluateCommandTest.class.getClassLoader()).setLogLevel("org.springframework", null);
    }

    @BeforeEach
    void aGraph() throws IOException {
        edges = file("edges.csv", SmallWorldGraph.text(false));
    }

    @Test
    void everyClosedFormIsMeasuredAndWrittenInEveryForm() throws IOException {
        Path page = folder.resolve("page.html");
        Path json = folder.resolve("figures.json");
        Path csv = folder.resolve("figures.csv");
        run.of(
                "evaluate",
                "--edges",
                edges,
                "--strategies",
                String.join(",", Rankers.names()),
                "--report",
                page,
                "--json",
                json,
                "--csv",
                csv);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("held out by hash", "ranks best", "95 % interval", "two-hop ceiling")
                .contains(Rankers.names())
                .matches(text -> text.chars().allMatch(letter -> letter < 128), "is ASCII");
        assertThat(run.err()).contains("Evaluating katz-3").doesNotContain("Exception");
        assertThat(Files.readString(page)).contains(Rankers.names());
        assertThat(Files.readAllLines(csv))
                .first()
                .isEqualTo(
                        "strategy,figure,value,low,high,difference,differenceLow,differenceHigh,ranker,sourcesLeftOut,times");
        JsonNode figures = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(figures.path("setup").path("baseline").asString()).isEqualTo("adamic-adar");
        assertThat(figures.path("strategies").size()).isEqualTo(Rankers.names().size());
        // Four measures, the buckets, who is suggested and how fast.
        assertThat(Files.readAllLines(csv))
                .hasSize(1
                        + Rankers.names().size()
                                * (4 + figures.at("/graph/buckets").size() + 3 + 2));
        for (JsonNode strategy : figures.path("strategies")) {
            JsonNode ndcg = strategy.path("quality").path("NDCG");
            assertThat(ndcg.path("mean").asDouble())
                    .isBetween(ndcg.path("low").asDouble(), ndcg.path("high").asDouble());
            assertThat(strategy.path("hitByPlace").size()).isEqualTo(100);
        }
    }

    @Test
    void aStrategyOfTheConfigurationIsRankedAsItServesUnderItsOwnName() throws IOException {
        Path page = folder.resolve("page.html");
        Path json = folder.resolve("figures.json");
        Path csv = folder.resolve("figures.csv");
        evaluate(
                "friends-of-friends,adamic-adar,walks",
                "--mutuals.suggestion.strategies.walks.sources=FRIENDS_OF_FRIENDS,VIDEO_TASTE,CONTACTS",
                "--mutuals.suggestion.strategies.walks.ranker=ppr-.5",
                "--baseline",
                "strategy:walks",
                "--report",
                page,
                "--json",
                json,
                "--csv",
                csv);

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode figures = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(figures.at("/setup/baseline").asString()).isEqualTo("walks");
        assertThat(figures.at("/strategies/0/served/ranker").asString()).isEqualTo("adamic-adar");
        assertThat(figures.at("/strategies/0/served/sourcesLeftOut").isEmpty()).isTrue();
        assertThat(figures.at("/strategies/1/served").isNull()).isTrue();
        assertThat(figures.at("/strategies/2/served/ranker").asString()).isEqualTo("ppr-.5");
        assertThat(figures.at("/strategies/2/served/sourcesLeftOut").values())
                .extracting(JsonNode::asString)
                .containsExactly("VIDEO_TASTE", "CONTACTS");

        String told =
                "Ranks friends of friends by ppr-.5 as serving does; its sources VIDEO_TASTE and CONTACTS have no say "
                        + "on friendships alone.";
        assertThat(figures.at("/strategies/2/note").asString()).isEqualTo(told);
        assertThat(run.out()).contains("walks: " + told, "friends-of-friends: Ranks friends of friends by adamic-adar");
        assertThat(Files.readString(page)).contains("walks", told);
        assertThat(Files.readAllLines(csv))
                .filteredOn(row -> row.contains(",coverage,"))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("friends-of-friends,").endsWith(",adamic-adar," + TIMES),
                        row -> assertThat(row).startsWith("adamic-adar,").endsWith(",adamic-adar," + TIMES),
                        row -> assertThat(row).startsWith("walks,").endsWith(",ppr-.5,VIDEO_TASTE CONTACTS" + TIMES));
    }

    @Test
    void theRulesOfServingThatFriendshipsDecideHold() throws IOException {
        Path json = folder.resolve("figures.json");
        // Every user has more friends.
        evaluate("friends-of-friends,adamic-adar", "--mutuals.suggestion.graph.hub-limit=2", "--json", json);
        assertThat(found(json)).containsExactly(false, true);

        // The held-out pairs have only one mutual friend.
        edges = file("star.csv", star());
        evaluate("friends-of-friends,adamic-adar", "--json", json);
        assertThat(found(json)).containsExactly(false, true);
        evaluate("friends-of-friends,adamic-adar", "--mutuals.suggestion.lone-friend-limit=100", "--json", json);
        assertThat(found(json)).containsExactly(true, true);
    }

    @Test
    void aNameOfBothARankerAndAStrategyIsTheRankersUnlessItSaysOtherwise() throws IOException {
        Path json = folder.resolve("figures.json");
        evaluate(
                "jaccard,strategy:jaccard,strategy:friends-of-friends,friends-of-friends",
                "--mutuals.suggestion.strategies.jaccard.sources=FRIENDS_OF_FRIENDS",
                "--mutuals.suggestion.strategies.jaccard.ranker=popularity",
                "--json",
                json);
        JsonNode strategies =
                JsonMapper.shared().readTree(Files.readString(json)).path("strategies");
        assertThat(strategies.values())
                .extracting(strategy -> strategy.path("name").asString())
                .containsExactly("jaccard", "strategy:jaccard", "friends-of-friends");
        assertThat(strategies.at("/0/served").isNull()).isTrue();
        assertThat(strategies.at("/1/served/ranker").asString()).isEqualTo("popularity");
    }

    @Test
    void aConfigurationThatCannotServeIsRefusedInASentence() {
        evaluate(
                "odd",
                "--mutuals.suggestion.strategies.odd.sources=FRIENDS_OF_FRIENDS",
                "--mutuals.suggestion.strategies.odd.ranker=tarot");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("The strategy odd uses the unknown ranker tarot.")
                .hasLineCount(1);
    }

    @Test
    void aStrategyWithoutFriendsOfFriendsHasNothingToShowOnFriendships() {
        evaluate(
                "taste",
                "--mutuals.suggestion.strategies.taste.sources=VIDEO_TASTE",
                "--mutuals.suggestion.strategies.taste.ranker=adamic-adar");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("The strategy \"taste\" does not suggest friends of friends")
                .hasLineCount(2);
    }

    @Test
    void aGraphWithTimesIsSplitByTimeUnlessToldOtherwise() throws IOException {
        Path timed = file("timed.csv", SmallWorldGraph.text(true));
        run.of("evaluate", "--edges", timed, "--strategies", "popularity");
        assertThat(run.out()).contains("held out by time", "Times: column 3.");
        run.of("evaluate", "--edges", timed, "--strategies", "popularity", "--split", "hash");
        assertThat(run.out()).contains("held out by hash");
    }

    @Test
    void theSameSeedGivesTheSameFigures() throws IOException {
        Path one = folder.resolve("one.json");
        Path other = folder.resolve("other.json");
        for (Path json : new Path[] {one, other}) {
            run.of("evaluate", "--edges", edges, "--strategies", "jaccard,ppr-.5", "--seed", "9", "--json", json);
        }
        JsonNode first = JsonMapper.shared().readTree(Files.readString(one)).path("strategies");
        JsonNode second = JsonMapper.shared().readTree(Files.readString(other)).path("strategies");
        for (int at = 0; at < 2; at++) {
            for (String figures : new String[] {"quality", "gain", "byDegree", "hitByPlace", "exposure"}) {
                assertThat(first.path(at).path(figures))
                        .isEqualTo(second.path(at).path(figures));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", " ", ", "})
    void separatorsHeadersAndCommentsDoNotMatter(String separator) throws IOException {
        run.of("evaluate", "--edges", edges, "--strategies", "adamic-adar");
        String plain = run.out().substring(run.out().indexOf(": "), run.out().indexOf("\n"));
        String other = "# made up\nsource" + separator + "target\n"
                + SmallWorldGraph.text(false).replace(",", separator);
        run.of("evaluate", "--edges", file("other.txt", other), "--strategies", "adamic-adar");
        assertThat(run.out()).contains(plain);
    }

    @Test
    void aPackedFileIsUnpacked() throws IOException {
        Path packed = folder.resolve("edges.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(SmallWorldGraph.text(false).getBytes(StandardCharsets.UTF_8));
        }
        run.of("evaluate", "--edges", packed, "--strategies", "adamic-adar");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void aGraphInPiecesIsEvaluated() throws IOException {
        String pieces = SmallWorldGraph.text(false)
                + SmallWorldGraph.text(false).replaceAll("(\\d+),(\\d+)", "7000$1,7000$2")
                + "900001,900002\n900003,900004\n";
        run.of("evaluate", "--edges", file("pieces.csv", pieces), "--strategies", "adamic-adar,ppr-.85,popularity");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | holds no friendships
            '# only a comment'    | holds no friendships
            '4,4'                 | holds no friendships
            '1,2'                 | too few friendships to test any user
            '1,2 and 3'           | line 1: "2 and 3" is not an id
            'one two'             | holds no friendships
            """)
    void aFileThatHoldsNothingToEvaluateGetsOneSentence(String text, String sentence) throws IOException {
        run.of("evaluate", "--edges", file("bad.csv", text));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereGetsOneSentence() {
        run.of("evaluate", "--edges", folder.resolve("nowhere.csv"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no file ").hasLineCount(1);
        run.of("evaluate", "--edges", folder);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("is a folder").hasLineCount(1);
    }

    @Test
    void aFileThatOnlySeemsPackedGetsOneSentence() throws IOException {
        run.of("evaluate", "--edges", file("fake.gz", "1,2"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be read to its end").doesNotContain("Exception");
    }

    @Test
    void withoutTimesThereIsNoSplitByTime() {
        run.of("evaluate", "--edges", edges, "--split", "time");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be split by time");
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheWork() {
        run.of("evaluate", "--edges", edges, "--report", folder.resolve("nowhere/page.html"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no folder ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --strategies adamic          | There is no strategy "adamic"; there are popularity, common-neighbours, jaccard
            --strategies adamic          | and in the configuration friends-of-friends, people-you-may-know.
            --baseline absent            | The baseline "absent" is not among the strategies
            --split sideways             | expected one of [AUTO, TIME, HASH]
            --places 9                   | it has to be from 10 to 10000
            --trees 0                    | it has to be from 1 to 1000
            --places many                | is not an int
            --resamples 1                | it has to be from 100 to 1000000
            --stratgies jaccard          | Unknown argument: --stratgies
            --spring.neo4j.uri=bolt://x  | Unknown argument: --spring.neo4j.uri=bolt://x
            --from-neo4j                 | mutually exclusive
            """)
    void aWrongCallIsToldInASentenceWithTheWayToHelp(String arguments, String sentence) {
        run.of((Object[]) "evaluate --edges %s %s".formatted(edges, arguments).split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence, "See mutuals evaluate --help").hasLineCount(2);
    }

    @Test
    void aThirdColumnOfWeightsChangesNothing() throws IOException {
        Path timed = file("timed.csv", SmallWorldGraph.text(true));
        Path weighted = file(
                "weighted.txt",
                "% sym weighted\n" + SmallWorldGraph.text(true).replaceAll("(\\d+),(\\d+),(\\d+)", "$1 $2 7 $3"));
        Path one = folder.resolve("one.json");
        Path other = folder.resolve("other.json");
        run.of("evaluate", "--edges", timed, "--strategies", "adamic-adar", "--json", one);
        run.of("evaluate", "--edges", weighted, "--strategies", "adamic-adar", "--json", other);
        assertThat(run.out()).contains("held out by time", "Times: column 4.");
        JsonNode figures = JsonMapper.shared().readTree(Files.readString(other));
        assertThat(figures.at("/graph/times").asString()).isEqualTo("column 4");
        assertThat(figures.at("/strategies/0/quality"))
                .isEqualTo(JsonMapper.shared().readTree(Files.readString(one)).at("/strategies/0/quality"));
    }

    @Test
    void columnsThatTheFileDoesNotNameCanBeNamedInTheCall() throws IOException {
        Path weighted =
                file("weighted.csv", SmallWorldGraph.text(false).replaceAll("(?m)^(\\d+),(\\d)(\\d*)$", "$1,$2$3,$2"));
        run.of("evaluate", "--edges", weighted, "--strategies", "popularity");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("nothing tells what column 3", "--columns")
                .doesNotContain("Exception");
        run.of("evaluate", "--edges", weighted, "--strategies", "popularity", "--columns", "a,b,weight");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("held out by hash", "Times: none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "train", "import", "simulate"})
    void theHelpOfEachCommandTellsItsExitCodes(String command) {
        run.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Exit codes:", "2", "the command was called wrongly");
    }

    @Test
    void aGraphHasToBeNamed() {
        run.of("evaluate");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--edges=FILE | --from-neo4j");
    }

    /** Returns for each strategy whether it found a held-out friend. */
    private static List<Boolean> found(Path json) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(json)).path("strategies").values().stream()
                .map(strategy -> strategy.at("/quality/NDCG/mean").asDouble() > 0)
                .toList();
    }

    /** Returns a star whose leaves become friends in pairs much later. */
    private static String star() {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(at -> "0,%1$d,%3$d\n0,%2$d,%3$d\n%1$d,%2$d,%4$d\n"
                        .formatted(2 * at, 2 * at + 1, 1_600_000_000 + at, 1_700_000_000 - at))
                .collect(Collectors.joining());
    }

    private void evaluate(String strategies, Object... more) {
        run.of(Stream.concat(Stream.of("evaluate", "--edges", edges, "--strategies", strategies), Stream.of(more))
                .toArray());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
