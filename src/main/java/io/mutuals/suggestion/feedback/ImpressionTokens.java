package io.mutuals.suggestion.feedback;

import io.mutuals.api.UserId;
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
 * Turns impressions into opaque tokens, which a client returns once it has shown the suggestions. A token can be made
 * and read only by this service, and is valid only for the viewer that it was made for, so no client can claim an
 * impression of a user who was not suggested to its viewer.
 *
 * <p>The sealed content is the candidate (8 bytes), snapshot (8), place (2), sources (1, a bit for each ordinal, lowest
 * first), experiment (8), variant (1) and origin: its kind (1), and for {@link PlacementOrigin.Led} the base (1), the
 * number of alternatives (1) and the propensity (4). All tokens have the same length, 84 characters, so that it does
 * not reveal whether the viewer takes part in an experiment. Thread-safe.
 */
@Component
public class ImpressionTokens {

    private static final int BYTES = 3 * Long.BYTES + Short.BYTES + 5 * Byte.BYTES + Float.BYTES;
    private static final byte NO_ORIGIN = 0;
    private static final byte TEAM_A = 1;
    private static final byte TEAM_B = 2;
    private static final byte LED = 3;

    private final Seal seal;

    ImpressionTokens(FeedbackProperties properties) {
        this.seal = Seal.ofDeployment(properties.tokenSecret());
    }

    /** Returns a token for {@code impression}, a different one each time. */
    public String token(Impression impression) {
        int sources = 0;
        for (SuggestionSource source : impression.sources()) {
            sources |= 1 << source.ordinal();
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(impression.candidate().value())
                .putLong(impression.snapshot())
                .putShort((short) impression.place())
                .put((byte) sources)
                .putLong(impression.experiment())
                .put((byte) impression.variant());
        put(bytes, impression.origin());
        return sealFor(impression.viewer().value()).seal(bytes.array());
    }

    private static void put(ByteBuffer bytes, PlacementOrigin origin) {
        switch (origin) {
            case PlacementOrigin.None none -> bytes.put(NO_ORIGIN);
            case PlacementOrigin.Drafted(Team team) -> bytes.put(team == Team.A ? TEAM_A : TEAM_B);
            case PlacementOrigin.Led led ->
                bytes.put(LED).put((byte) led.base()).put((byte) led.among()).putFloat((float) led.propensity());
        }
    }

    private static PlacementOrigin origin(ByteBuffer bytes) {
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

    /** Returns the impression in {@code token}; null unless this service made the token for {@code viewer}. */
    @Nullable
    Impression open(long viewer, String token) {
        byte[] content = sealFor(viewer).open(token);
        if (content == null || content.length != BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        UserId candidate = new UserId(bytes.getLong());
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
        return new Impression(
                new UserId(viewer), candidate, snapshot, place, sources, experiment, variant, origin(bytes));
    }

    private Seal sealFor(long viewer) {
        return seal.within("impression of " + viewer);
    }
}
