package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SealTest {

    private final Seal seal = Seal.of("ours");

    @Property(tries = 200)
    void whatIsSealedComesBackWholeAndInNoOtherContext(@ForAll byte[] content, @ForAll String context) {
        String text = seal.within(context).seal(content);

        assertThat(seal.within(context).open(text)).isEqualTo(content);
        assertThat(seal.within(context + "x").open(text)).isNull();
        assertThat(seal.open(text)).isNull();
        assertThat(Seal.of("theirs").within(context).open(text)).isNull();
    }

    @Property(tries = 200)
    void aTextThatIsChangedOrCutShortDoesNotOpen(
            @ForAll byte[] content, @ForAll @IntRange(max = 10_000) int where, @ForAll("letters") char letter) {
        String text = seal.seal(content);
        int at = where % text.length();
        String changed = text.substring(0, at) + letter + text.substring(at + 1);

        assertThat(seal.open(text.substring(0, at))).isNull();
        if (text.charAt(at) != letter && at < text.length() - 1) {
            assertThat(seal.open(changed)).isNull();
        }
    }

    @Provide
    Arbitrary<Character> letters() {
        return Arbitraries.chars().alpha().numeric().with('-', '_');
    }

    @Property(tries = 200)
    void noOtherTextOpens(@ForAll String text) {
        assertThat(seal.open(text)).isNull();
    }

    @Example
    void theSameContentGivesAnotherTextEachTime() {
        assertThat(seal.seal(new byte[8])).isNotEqualTo(seal.seal(new byte[8]));
    }
}
