package io.mutuals.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Anything;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpressionTokensTest {

    private final ImpressionTokens tokens = new ImpressionTokens(Feedback.PROPERTIES);

    @Test
    void everyImpressionComesBackToItsViewerAndToNobodyElse() {
        Anything.tried(300, any -> {
            long viewer = any.number(0, Long.MAX_VALUE - 1);
            Impression impression = new Impression(
                    viewer,
                    any.number(0, Long.MAX_VALUE),
                    any.number(0, Long.MAX_VALUE),
                    any.number(0, 65_535),
                    any.some(List.of(SuggestionSource.values())));
            String token = tokens.token(impression);

            assertThat(tokens.open(viewer, token)).isEqualTo(impression);
            assertThat(tokens.open(viewer + 1, token)).isNull();
            assertThat(token).hasSize(63);
        });
    }

    @Test
    void anyOtherTextIsNone() {
        Anything.tried(300, any -> assertThat(tokens.open(1, any.text())).isNull());
    }

    @Test
    void aTokenThatIsCutShortIsNone() {
        String token = tokens.token(new Impression(1, 2, 3, 0, List.of(SuggestionSource.CONTACTS)));
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.open(1, token.substring(0, length))).isNull();
        }
    }
}
