package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.RandomValues;
import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;

@SideBySide
class SealTest {

    private final Seal seal = Seal.of("ours");

    @Test
    void sealedContentOpensUnchangedAndInNoOtherContext() {
        RandomValues.tried(200, any -> {
            byte[] content = any.bytes();
            String context = any.text();
            String text = seal.within(context).seal(content);

            assertThat(seal.within(context).open(text)).isEqualTo(content);
            assertThat(seal.within(context + "x").open(text)).isNull();
            assertThat(seal.open(text)).isNull();
            assertThat(Seal.of("theirs").within(context).open(text)).isNull();
        });
    }

    @Test
    void aChangedOrTruncatedTextDoesNotOpen() {
        RandomValues.tried(200, any -> {
            String text = seal.seal(any.bytes());
            int at = any.number(0, 10_000) % text.length();
            char letter = any.letter();
            String changed = text.substring(0, at) + letter + text.substring(at + 1);

            assertThat(seal.open(text.substring(0, at))).isNull();
            if (text.charAt(at) != letter && at < text.length() - 1) {
                assertThat(seal.open(changed)).isNull();
            }
        });
    }

    @Test
    void noOtherTextOpens() {
        RandomValues.tried(200, any -> assertThat(seal.open(any.text())).isNull());
    }

    @Test
    void theSameContentYieldsADifferentTextEachTime() {
        assertThat(seal.seal(new byte[8])).isNotEqualTo(seal.seal(new byte[8]));
    }
}
