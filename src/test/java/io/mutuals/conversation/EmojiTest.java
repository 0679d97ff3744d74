package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are an emoji, and the form in which an emoji is stored. */
@SideBySide
class EmojiTest {

    private static final String COLOUR = "\uFE0F";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "👩‍👩‍👧‍👦",
                "🇩🇪",
                "🇽🇰",
                "😀",
                "👨🏾‍🚀",
                "🧑🏻‍❤️‍💋‍🧑🏿",
                "🐻‍❄️",
                "🏳️‍🌈",
                "🏴‍☠️",
                "👁️‍🗨️",
                "⛹🏻‍♂️",
                "❤️‍🔥",
                "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
                "3️⃣",
                "#️⃣",
                "©️",
                "❤️"
            })
    void everySequenceThatUnicodeRecommendsIsAnEmoji(String emoji) {
        assertThat(Emoji.of(emoji)).contains(emoji);
        assertThat(Emoji.of(emoji.replace(COLOUR, ""))).as("without selectors").contains(emoji);
    }

    @Test
    void aRedundantSelectorDoesNotMakeAnotherEmoji() {
        assertThat(Emoji.of("👍" + COLOUR)).contains("👍");
        assertThat(Emoji.of("👍" + COLOUR + "🏽")).contains("👍🏽");
        assertThat(Emoji.of("❤")).isEqualTo(Emoji.of("❤" + COLOUR)).contains("❤" + COLOUR);
        assertThat(Emoji.of("🏴" + COLOUR + "\u200D☠")).contains("🏴\u200D☠" + COLOUR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1",
                "#",
                "©x",
                "👍👍",
                "👍 ",
                "nice 👍",
                ":+1:",
                "🇩",
                "🇿🇿",
                "🇩🇪🇫",
                "🏽",
                "🏽️",
                "👍\u200D1",
                "👍\u200D",
                "\u200D",
                "️",
                "\u20E3",
                "a\u20E3",
                "🏴󠁧󠁢󠁿",
                "🏴󠁧󠁢󠁥󠁮󠁧",
                "🦰",
                "👨\u200D🦰\u200D",
                "🐱🏽",
                "❤\uFE0E",
                "\uD83D"
            })
    void textAndPartsOfSequencesAreNotEmojis(String text) {
        assertThat(Emoji.of(text)).isEmpty();
    }
}
