package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that equivalent names and queries fold to the same words. */
@SideBySide
class NameFoldingTest {

    @ParameterizedTest
    @CsvSource({
        "Søren Weiß, soren weiss",
        "SØREN WEIẞ, soren weiss",
        "Ørjan Æsop, orjan aesop",
        "Łukasz Đặng, lukasz dang",
        "İpek Işık, ipek isik",
        "Þórður Ðan, thordur dan",
        "Jean-Luc, jean luc",
        "ada_l.9, ada l 9",
        "Παπάς, παπασ",
        "Ёлка Йод, елка иод",
        "مُحَمَّد, محمد",
        "김지수, 김지수",
        "がき, が き",
        "हिन्दी, हिन्दी",
        "山田タロウ, 山 田 タロウ",
        "Ａｌｅｘ 𝓐𝓵𝓮𝔁, alex alex",
        "★ Mia 🔥, mia"
    })
    void lettersAreFolded(String name, String folded) {
        assertThat(NameFolding.fold(name)).isEqualTo(folded);
    }

    @Test
    void aWordWithAnApostropheFoldsToTheWholeAndItsParts() {
        for (String name : List.of("O'Brien", "O’Brien", "O´Brien", "OʼBrien")) {
            assertThat(NameFolding.fold(name)).as(name).isEqualTo("obrien o brien");
        }
        assertThat(NameFolding.fold("'ada'")).isEqualTo("ada");
        assertThat(NameFolding.fold("Gal·la")).isEqualTo("galla gal la");
        assertThat(NameFolding.terms("o'br")).containsExactly("obr");
    }

    @Test
    void equivalentTextsFoldToTheSame() {
        for (String name : List.of("Zoë Ångström", "Nguyễn", "김지수", "がぎぐ", "क़लम")) {
            for (Normalizer.Form form : Normalizer.Form.values()) {
                assertThat(NameFolding.fold(Normalizer.normalize(name, form)))
                        .as("%s in %s", name, form)
                        .isEqualTo(NameFolding.fold(name));
            }
        }
    }

    @Test
    void aRunOfIdeographsIsOneTermAndEveryOtherWordIsOne() {
        assertThat(NameFolding.terms("山田 太郎 jr")).containsExactly("山 田", "太 郎", "jr");
        assertThat(NameFolding.terms("佐々木")).containsExactly("佐 々 木");
        assertThat(NameFolding.terms("* \"() 🔥")).isEmpty();
        assertThat(NameFolding.terms("a*b OR c")).containsExactly("a", "b", "or", "c");
    }

    @Test
    void theWordsOfATextStandInItsOrderAndThePartsBetweenApostrophesFollow() {
        assertThat(NameFolding.foldText("We don't stop, d’accord?")).isEqualTo("we dont stop daccord  don t d accord");
        assertThat(NameFolding.foldText("'ada' stops")).isEqualTo("ada stops");
        assertThat(NameFolding.foldText("'")).isEmpty();
    }

    @Test
    void eachCharacterOfAScriptWithoutBlanksIsAWordOfATextButNotOfAName() {
        assertThat(NameFolding.foldText("カメラー2 ﾀﾛｳ")).isEqualTo("カ メ ラ ー 2 タ ロ ウ");
        assertThat(NameFolding.foldText("ที่นี่")).isEqualTo("ท ี ่ น ี ่");
        assertThat(NameFolding.termsOfText("カメラー up ที่")).containsExactly("カ メ ラ ー", "up", "ท ี ่");
        assertThat(NameFolding.fold("カメラ ที่นี่")).isEqualTo("カメラ ที่นี่");
    }

    @Test
    void anEmojiIsAWordOnlyWhereItIsAskedFor() {
        assertThat(NameFolding.foldText("Fire🔥🧗🏽‍♀️ ❤️ 1️⃣ #2 ©")).isEqualTo("fire 🔥 🧗 ♀ ❤ 1 2 ©");
        assertThat(NameFolding.fold("Fire🔥🧗🏽‍♀️ ❤️ 1️⃣ #2 ©")).isEqualTo("fire 1 2");
        assertThat(NameFolding.termsOfText("🔥❤️ up 🇮🇪")).containsExactly("🔥 ❤", "up", "🇮 🇪");
    }
}
