package io.mutuals.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.suggestion.mix.Team;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ImpressionTokensTest {

    private static final List<Mark> MARKS =
            List.of(Mark.NONE, new Mark.Drafted(Team.A), new Mark.Drafted(Team.B), new Mark.Led(99, 0.125, 100));

    private final ImpressionTokens tokens = new ImpressionTokens(Feedback.PROPERTIES);

    @Property(tries = 300)
    void everyImpressionComesBackToItsViewerAndToNobodyElse(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 1) long viewer,
            @ForAll @LongRange(min = 0) long candidate,
            @ForAll @LongRange(min = 0) long snapshot,
            @ForAll @IntRange(max = 65_535) int place,
            @ForAll Set<SuggestionSource> sources,
            @ForAll @LongRange(min = 0) long experiment,
            @ForAll @IntRange(max = 100) int variant,
            @ForAll @IntRange(max = 3) int mark) {
        Impression impression = new Impression(
                viewer, candidate, snapshot, place, List.copyOf(sources), experiment, variant, MARKS.get(mark));
        String token = tokens.token(impression);

        assertThat(tokens.open(viewer, token)).isEqualTo(impression);
        assertThat(tokens.open(viewer + 1, token)).isNull();
        assertThat(token).hasSize(84);
    }

    @Property(tries = 300)
    void anyOtherTextIsNone(@ForAll String text) {
        assertThat(tokens.open(1, text)).isNull();
    }

    @Example
    void aTokenThatIsCutShortIsNone() {
        String token = tokens.token(new Impression(1, 2, 3, 0, List.of(SuggestionSource.CONTACTS)));
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.open(1, token.substring(0, length))).isNull();
        }
    }
}
