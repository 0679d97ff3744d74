package io.mutuals.comment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocked words are found whole, in any case and with any accents. */
@SideBySide
class BlockedWordsTest {

    @ParameterizedTest
    @CsvSource({
        "idiot, You idiot!, true",
        "idiot, IDIÓT, true",
        "idiot, idiotic, false",
        "so what, So - WHAT?, true",
        "so what, so somewhat, false",
        "strasse, Straße, true",
        "バカ, このバカ, true",
        "バカ, バカンス, false",
        "笨蛋, 你是笨蛋吗, true",
        "🤡, you🤡, true",
        "!!!, wow!!!!, true",
        "c, c++, true"
    })
    void aWordIsFoundWhole(String word, String text, boolean isFound) {
        assertThat(new BlockedWords(List.of("other", word)).areIn(text)).isEqualTo(isFound);
    }
}
