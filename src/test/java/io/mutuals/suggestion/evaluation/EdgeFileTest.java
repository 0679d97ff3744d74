package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SideBySide
class EdgeFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2\n3,2\n",
                "1 2\n2 3",
                "1\t2\r\n3\t2\r\n",
                "1;2\n\n3;2\n",
                "# people\n% more\n 1 , 2 \n2,3\n",
                "source,target\n2,1\n3,2\n",
                "\uFEFF\"a\",\"b\",\"weight\"\n\"1\",\"2\",\"7\"\n\"2\",\"3\",\"9\"\n",
                "1,2\n2,1\n2,2\n3,2\n2,3\n"
            })
    void friendshipsAreReadHoweverTheyAreWritten(String text) throws IOException {
        EdgeList edges = read(text);
        assertThat(edges.edges()).extracting(TimedFriendship::one).containsExactly(1L, 2L);
        assertThat(edges.edges()).extracting(TimedFriendship::other).containsExactly(2L, 3L);
        assertThat(edges.timed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2,1700000000\n2,3,1700000060",
                "1 2 1700000000000\n2 3 1700000060000",
                "1,2,1700000000.25\n3,2,1700000060.5\n2,3,1700000099.5",
                "from,to,rating,time\n1,2,-3,1700000000\n2,3,5,1700000060",
                "a,b,since\n1,2,2023-11-14T22:13:20Z\n2,3,2023-11-14T22:14:20Z"
            })
    void timesAreSecondsWhateverTheirUnit(String text) throws IOException {
        EdgeList edges = read(text);
        assertThat(edges.edges()).extracting(TimedFriendship::since).containsExactly(1_700_000_000, 1_700_000_060);
        assertThat(edges.timed()).isTrue();
    }

    @Test
    void timesWithinOneSecondStillHaveAnOrder() throws IOException {
        EdgeList edges = read("1,2,1700000000.75\n2,3,1700000000.25");
        assertThat(edges.edges()).extracting(TimedFriendship::time).containsExactly(1_700_000_000.75, 1_700_000_000.25);
    }

    @Test
    void ofAPairTheEarliestTimeIsKept() throws IOException {
        EdgeList edges = read("a,b,time\n1,2,90\n2,1,30\n1,2,60\n4,5,10");
        assertThat(edges.edges()).extracting(TimedFriendship::since).containsExactly(30, 10);
    }

    @Test
    void aFileInWhichAllTimesAreTheSameHasNone() throws IOException {
        assertThat(read("1,2,77\n2,3,77\n").timed()).isFalse();
    }

    @Test
    void wrongLinesAreReportedWithTheirNumbersAndReasons() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.csv"), "1,2\nx,3\n4\n5,-6\n7,8,soon\n");
        assertThatThrownBy(() -> EdgeFile.read(file))
                .isInstanceOf(BadEdgeFileException.class)
                .hasMessageContaining("wrong.csv")
                .hasMessageContaining("line 2: \"x\" is not an id")
                .hasMessageContaining("line 3: has one column")
                .hasMessageContaining("line 4: \"-6\" is not an id")
                .hasMessageContaining("line 5: \"soon\" is not a time");
    }

    @Test
    void packedFilesAndEmptyFilesAreRead() throws IOException {
        Path packed = folder.resolve("edges.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("8,9\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(EdgeFile.read(packed).edges()).hasSize(1);
        assertThat(read("").edges()).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "% sym weighted\n% 2 3 3\n1 2 9 1700000000\n3 2 1 1700000060",
                "1,2,-4,1700000000.5\n2,3,5,1700000060.5",
                "# FromNodeId\tToNodeId\tSign\tTime\n1\t2\t-1\t1700000000\n2\t3\t1\t1700000060",
                "user1_id,user2_id,created_at,score\n1,2,2023-11-14T22:13:20Z,7\n2,3,2023-11-14T22:14:20Z,1",
                "sinceDate;friendId;userId\n2023-11-14T22:13:20Z;1;2\n2023-11-14T22:14:20Z;3;2",
                "\"\",\"from\",\"to\",\"datetime\"\n\"1\",1,2,1700000000\n\"2\",2,3,1700000060",
                "\"from\" \"to\" \"when\"\n\"1\" 1 2 1700000000\n\"2\" 2 3 1700000060",
                "a,b,joined\n1,2,2023-11-14T22:13:20Z\n2,3,2023-11-14T22:14:20Z"
            })
    void peopleAndTimeAreFoundByNameByFormatOrByValue(String text) throws IOException {
        EdgeList edges = read(text);
        assertThat(edges.edges()).extracting(TimedFriendship::one).containsExactly(1L, 2L);
        assertThat(edges.edges()).extracting(TimedFriendship::other).containsExactly(2L, 3L);
        assertThat(edges.edges()).extracting(TimedFriendship::since).containsExactly(1_700_000_000, 1_700_000_060);
        assertThat(edges.timed()).isTrue();
        assertThat(edges.times()).startsWith("column ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,2~2,3                                         | none (there are only the two columns of people)
            source,target,weight~1,2,1217000000~2,3,7       | none (no column holds times)
            1,2,1~2,3,1                                     | none (no column holds times)
            %%MatrixMarket matrix coordinate real general~3 3 2~1 2 1217000000~2 3 1217000060 | none (a Matrix Market file has none)
            % sym weighted~1 2 1217000000~2 3 1217000060    | none (this KONECT file has no fourth column)
            a,b,since~1,2,77~2,3,77                         | column "since" (not used: most friendships have no time there, or all have the same)
            """)
    void aFileWithoutTimesSaysThatItHasNone(String text, String times) throws IOException {
        EdgeList edges = read(text.replace('~', '\n'));
        assertThat(edges.edges()).hasSize(2);
        assertThat(edges.timed()).isFalse();
        assertThat(edges.times()).isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,2,5~2,3,9                              | nothing tells what column 3 (5 to 9) is: its numbers are no times of 1980 to 2100
            1,2,1700000000,1700000009~2,3,1700000001,1700000008 | any of column 3, column 4 may be the time
            day,who,whom~20260101,1,2                | the columns are named "day", "who", "whom", and no two of these names mean
            user_id,video_id~1,2                     | the columns are named "user_id", "video_id"
            a,b,source,target~1,2,3,4                | more than two of these names mean people
            a,b,created_at,updated_at~1,2,3,4        | each of the columns "created_at", "updated_at" may be the time
            a,b,time~1,2,2026-01-01T00:00:00Z~2,3,4  | column "time" holds numbers and instants
            %%MatrixMarket matrix coordinate real general~3 4 1~1 2 5 | It is a matrix of 3 by 4
            %%MatrixMarket matrix coordinate pattern symmetric~3 3 9~1 2 | its size line says 9 entries, but it holds 1
            %%MatrixMarket matrix array real general~3 3~1 | it is no list of entries
            % bip unweighted~1 2                     | KONECT calls it bipartite
            1700000000 4 3~1700000060 5 3            | column 1 holds times, so it may hold no people
            a,b~1,2,3                                | line 2: has 3 columns, but 2 are named
            """)
    void aFileThatDoesNotTellIsRefusedInASentence(String text, String sentence) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .isInstanceOf(BadEdgeFileException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aFirstColumnThatCountsTheLinesIsNotTakenForPeople() throws IOException {
        StringBuilder counted = new StringBuilder();
        StringBuilder path = new StringBuilder();
        for (int line = 0; line < 40; line++) {
            counted.append("%d,%d,%d%n".formatted(line, line % 7, 7 + line % 5));
            path.append("%d,%d,%d%n".formatted(line, line + 1, 1_700_000_000 + line));
        }
        assertThatThrownBy(() -> read(counted.toString())).hasMessageContaining("column 1 counts the lines");
        assertThat(read(path.toString()).timed()).isTrue();
    }

    @Test
    void namesThatAreGivenStandForThoseOfTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("named.csv"), "row,x,y\n5,1,2\n9,2,3\n");
        EdgeList edges = EdgeFile.read(file, List.of("time", "source", "target"), Progress.NONE);
        assertThat(edges.edges()).extracting(TimedFriendship::other).containsExactly(2L, 3L);
        assertThat(edges.edges()).extracting(TimedFriendship::since).containsExactly(5, 9);
    }

    @Test
    void daysAndYearsAreTimes() throws IOException {
        assertThat(read("a,b,day\n1,2,20231114\n2,3,20231115").edges())
                .extracting(TimedFriendship::since)
                .containsExactly(1_699_920_000, 1_700_006_400);
        assertThat(read("a,b,year\n1,2,2023\n2,3,2024").edges())
                .extracting(TimedFriendship::since)
                .containsExactly(1_672_531_200, 1_704_067_200);
        assertThat(read("a,b,date\n1,2,2023-11-14\n2,3,2023-11-15").edges())
                .extracting(TimedFriendship::since)
                .containsExactly(1_699_920_000, 1_700_006_400);
    }

    @Test
    void timesFarOffAreClamped() throws IOException {
        EdgeList edges =
                read("a,b,since\n1,2,0001-01-01T00:00:00Z\n2,3,1900-01-01T00:00:00Z\n3,4,9999-01-01T00:00:00Z");
        assertThat(edges.edges()).extracting(TimedFriendship::since).containsExactly(1, 1, Integer.MAX_VALUE);
        assertThat(edges.edges()).extracting(TimedFriendship::time).isSorted();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2 {}~3 2 {}~8 7 {}   | lines 1, 2 and 3: "{}" is not a time
            a,b,at~1,2,2008-07-25 19:04:10~2,3,2008-07-25 19:04:11 | lines 2 and 3: "2008-07-25 19:04:10" is not a time: put a T between
            100000000000000000001 5~100000000000000000002 6 | lines 1 and 2: "100000000000000000001" is not an id: it is too large
            x 1~x 2~x 3~x 4~x 5~x 6~x 7 | lines 1, 2, 3, 4, 5 and 2 more: "x" is not an id
            """)
    void aReasonIsToldOnceWithItsLinesAndHowToWriteTheFile(String text, String sentence) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .isInstanceOf(BadEdgeFileException.class)
                .message()
                .contains(sentence, "Write a friendship a line, a,b or a,b,time")
                .containsOnlyOnce(" is not a");
    }

    private EdgeList read(String text) throws IOException {
        return EdgeFile.read(Files.writeString(folder.resolve("edges.csv"), text));
    }
}
