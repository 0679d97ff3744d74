package io.mutuals.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import io.mutuals.api.RequestException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how a search of captions is parsed. */
@SideBySide
class CaptionQueryTest {

    @ParameterizedTest
    @CsvSource({
        "wall, +foldedCaption:(+(wall^4 wall*))",
        "Wall AT si, '+foldedCaption:(+\"wall\" +\"at\" +(si^4 si*))'",
        "#Æsop?, +foldedCaption:(+(aesop^4 aesop*))",
        "登山 go, '+foldedCaption:(+\"登 山\" +(go^4 go*))',",
        "🔥👍🏽, '+foldedCaption:(+\"🔥 👍\")'"
    })
    void allWordsAreRequiredAndTheLastMayBeBegun(String query, String lucene) {
        assertThat(CaptionQuery.of(query).toLucene()).isEqualTo(lucene);
    }

    @Test
    void noCharacterOfAQueryIsPartOfTheSyntax() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder typed = new StringBuilder("x");
            for (int sign = 0; sign < 40; sign++) {
                typed.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> ' ' + random.nextInt(95);
                            case 1 -> 0x80 + random.nextInt(0x2F80);
                            case 2 -> 0xFF00 + random.nextInt(0xEF);
                            default -> 0x1F300 + random.nextInt(0x700);
                        });
            }
            for (String word : CaptionQuery.of(typed.toString()).words()) {
                assertThat(word).as(typed.toString()).doesNotContainPattern("[+\\-&|!(){}\\[\\]^\"~*?:\\\\/<>=A-Z]");
            }
        }
    }

    @Test
    void aQueryHasOneToAHundredCharacters() {
        assertThat(CaptionQuery.of("?!").isEmpty()).isTrue();
        assertThat(CaptionQuery.of("🔥".repeat(100)).isEmpty()).isFalse();
        for (String odd : new String[] {"", " \u00a0\t", "x".repeat(101)}) {
            assertThatThrownBy(() -> CaptionQuery.of(odd)).isInstanceOf(RequestException.class);
        }
    }
}
