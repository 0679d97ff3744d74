package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.api.UserId;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@SideBySide
class ImpressionTokensTest {

    private static final int TRIES = 300;

    private static final List<PlacementOrigin> ORIGINS = List.of(
            PlacementOrigin.NONE,
            new PlacementOrigin.Drafted(Team.A),
            new PlacementOrigin.Drafted(Team.B),
            new PlacementOrigin.Led(99, 0.125, 100));

    private final ImpressionTokens tokens = new ImpressionTokens(Feedback.PROPERTIES);

    @Test
    void aTokenReturnsItsImpressionToItsViewerOnly() {
        for (long seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            long viewer = random.nextLong(Long.MAX_VALUE - 1);
            Impression impression = new Impression(
                    new UserId(viewer),
                    new UserId(random.nextLong(Long.MAX_VALUE)),
                    random.nextLong(Long.MAX_VALUE),
                    random.nextInt(65_536),
                    sources(random),
                    random.nextLong(Long.MAX_VALUE),
                    random.nextInt(8),
                    ORIGINS.get(random.nextInt(ORIGINS.size())));
            String token = tokens.token(impression);

            assertThat(tokens.open(viewer, token)).as("seed %d", seed).isEqualTo(impression);
            assertThat(tokens.open(viewer + 1, token)).as("seed %d", seed).isNull();
            assertThat(token).as("seed %d", seed).hasSize(84);
        }
    }

    @Test
    void anyOtherTextIsRejected() {
        for (long seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(120); length > 0; length--) {
                text.append((char) random.nextInt(Character.MAX_VALUE + 1));
            }
            assertThat(tokens.open(1, text.toString())).as("seed %d", seed).isNull();
        }
    }

    @Test
    void aTruncatedTokenIsRejected() {
        String token =
                tokens.token(new Impression(new UserId(1), new UserId(2), 3, 0, List.of(SuggestionSource.CONTACTS)));
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.open(1, token.substring(0, length))).isNull();
        }
    }

    private static List<SuggestionSource> sources(Random random) {
        List<SuggestionSource> sources = new ArrayList<>();
        for (SuggestionSource source : SuggestionSource.values()) {
            if (random.nextBoolean()) {
                sources.add(source);
            }
        }
        return sources;
    }
}
