package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(edges.edges()).extracting(Edge::one).containsExactly(1L, 2L);
        assertThat(edges.edges()).extracting(Edge::other).containsExactly(2L, 3L);
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
        assertThat(edges.edges()).extracting(Edge::since).containsExactly(1_700_000_000, 1_700_000_060);
        assertThat(edges.timed()).isTrue();
    }

    @Test
    void timesWithinOneSecondStillHaveAnOrder() throws IOException {
        EdgeList edges = read("1,2,1700000000.75\n2,3,1700000000.25");
        assertThat(edges.edges()).extracting(Edge::time).containsExactly(1_700_000_000.75, 1_700_000_000.25);
    }

    @Test
    void ofAPairTheEarliestTimeIsKept() throws IOException {
        EdgeList edges = read("1,2,90\n2,1,30\n1,2,60\n4,5,10");
        assertThat(edges.edges()).extracting(Edge::since).containsExactly(30, 10);
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

    private EdgeList read(String text) throws IOException {
        return EdgeFile.read(Files.writeString(folder.resolve("edges.csv"), text));
    }
}
