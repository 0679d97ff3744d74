package io.mutuals.suggestion.feedback;

import io.mutuals.security.Seal;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Team;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns impressions into text that a client hands back when it has shown them. Only this service makes and reads it, and reads it only
 * from the viewer for whom it was made; so nobody can say that somebody was shown who was not suggested to them.
 *
 * <p>Sealed are the candidate (8 bytes), the snapshot (8), the place (2), the sources (1, a bit for each, from the lowest), the experiment (8) and its
 * variant (1), and the mark: its kind (1), and of who led a ranking the base (1), among how many (1) and the propensity (4). All have
 * the same length, so that nobody sees by it whether they take part in an experiment. A text has 84 letters.
 */
@Component
public class ImpressionTokens {

    private static final int BYTES = 3 * Long.BYTES + Short.BYTES + 5 * Byte.BYTES + Float.BYTES;
    private static final byte NO_MARK = 0;
    private static final byte TEAM_A = 1;
    private static final byte TEAM_B = 2;
    private static final byte LED = 3;

    private final Seal seal;

    ImpressionTokens(FeedbackProperties properties) {
        this.seal = Seal.ofDeployment(properties.tokenSecret());
    }

    /** The token of {@code impression}; another one each time. */
    public String token(Impression impression) {
        int sources = 0;
        for (SuggestionSource source : impression.sources()) {
            sources |= 1 << source.ordinal();
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(impression.candidate())
                .putLong(impression.snapshot())
                .putShort((short) impression.place())
                .put((byte) sources)
                .putLong(impression.experiment())
                .put((byte) impression.variant());
        put(bytes, impression.mark());
        return of(impression.viewer()).seal(bytes.array());
    }

    private static void put(ByteBuffer bytes, PlacementOrigin mark) {
        switch (mark) {
            case PlacementOrigin.None none -> bytes.put(NO_MARK);
            case PlacementOrigin.Drafted(Team team) -> bytes.put(team == Team.A ? TEAM_A : TEAM_B);
            case PlacementOrigin.Led led ->
                bytes.put(LED).put((byte) led.base()).put((byte) led.among()).putFloat((float) led.propensity());
        }
    }

    private static PlacementOrigin mark(ByteBuffer bytes) {
        return switch (bytes.get()) {
            case TEAM_A -> new PlacementOrigin.Drafted(Team.A);
            case TEAM_B -> new PlacementOrigin.Drafted(Team.B);
            case LED -> {
                int base = Byte.toUnsignedInt(bytes.get());
                int among = Byte.toUnsignedInt(bytes.get());
                yield new PlacementOrigin.Led(base, bytes.getFloat(), among);
            }
            default -> PlacementOrigin.NONE;
        };
    }

    /** The impression of {@code token}; null when it is not one that this service made for this viewer. */
    @Nullable
    Impression open(long viewer, String token) {
        byte[] content = of(viewer).open(token);
        if (content == null || content.length != BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        long candidate = bytes.getLong();
        long snapshot = bytes.getLong();
        int place = Short.toUnsignedInt(bytes.getShort());
        int bits = bytes.get();
        List<SuggestionSource> sources = new ArrayList<>();
        for (SuggestionSource source : SuggestionSource.values()) {
            if ((bits & (1 << source.ordinal())) != 0) {
                sources.add(source);
            }
        }
        long experiment = bytes.getLong();
        int variant = bytes.get();
        return new Impression(viewer, candidate, snapshot, place, sources, experiment, variant, mark(bytes));
    }

    private Seal of(long viewer) {
        return seal.within("impression of " + viewer);
    }
}
