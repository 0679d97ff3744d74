package io.mutuals.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.xml.sax.InputSource;

/** The drawn pictures of the demo world. */
@SideBySide
class AvatarTest {

    private final MockMvcTester mvc = MockMvcTester.of(new AvatarController());

    @Test
    void everyUserOfTheDemoWorldHasAPictureOfTheirOwnAndItsRealBlurhash() throws IOException {
        Set<String> drawings = new HashSet<>();
        int users = 0;
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Path.of("seed-data", "users.csv"))) {
            for (var row : csv) {
                String handle = row.getField("handle");
                Avatar avatar = Avatar.of(handle);
                assertThat(row.getField("avatarUrl"))
                        .isEqualTo("http://localhost:8080/graphiql/avatars/" + handle + ".svg");
                assertThat(row.getField("avatarBlurhash")).as(handle).isEqualTo(BlurhashOfAvatar.of(avatar));
                drawings.add(avatar.svg());
                users++;
            }
        }
        assertThat(drawings).hasSize(users);
    }

    @Test
    void aPictureIsServedAsADocumentThatLoadsAndRunsNothing() throws Exception {
        var answer = mvc.get().uri("/graphiql/avatars/kofi.mb.svg").exchange();
        assertThat(answer)
                .hasStatusOk()
                .hasContentType("image/svg+xml")
                .hasHeader("Content-Security-Policy", "default-src 'none'")
                .hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=86400, public");
        String svg = answer.getResponse().getContentAsString();
        assertThat(svg).isEqualTo(Avatar.of("kofi.mb").svg());
        var drawing = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(drawing.getTagName()).isEqualTo("svg");
        assertThat(drawing.getElementsByTagName("ellipse").getLength()).isGreaterThan(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab.svg", "Ada.svg", "<script>.svg", "ada.png", "abcdefghijklmnopqrstuvwxyz01234.svg"})
    void thereIsNoPictureOfWhatIsNoHandle(String file) {
        assertThat(mvc.get().uri("/graphiql/avatars/{file}", file)).hasStatus(404);
    }
}
