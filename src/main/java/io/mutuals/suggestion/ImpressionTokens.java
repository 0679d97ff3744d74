package io.mutuals.suggestion;

import io.mutuals.security.Seal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns impressions into text that a client hands back when it has shown them. Only this service makes and reads it, and reads it only
 * from the viewer for whom it was made; so nobody can say that somebody was shown who was not suggested to them.
 *
 * <p>Sealed are the candidate (8 bytes), the snapshot (8), the place (2) and the sources (1, a bit for each, from the lowest). A text has 63 letters.
 */
@Component
class ImpressionTokens {

    private static final int BYTES = 2 * Long.BYTES + Short.BYTES + Byte.BYTES;

    private final Seal seal;

    ImpressionTokens(FeedbackProperties properties) {
        this.seal = Seal.of(properties.tokenSecret());
    }

    /** The token of {@code impression}; another one each time. */
    String token(Impression impression) {
        int sources = 0;
        for (SuggestionSource source : impression.sources()) {
            sources |= 1 << source.ordinal();
        }
        return of(impression.viewer())
                .seal(ByteBuffer.allocate(BYTES)
                        .putLong(impression.candidate())
                        .putLong(impression.snapshot())
                        .putShort((short) impression.place())
                        .put((byte) sources)
                        .array());
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
            if ((bits & 1 << source.ordinal()) != 0) {
                sources.add(source);
            }
        }
        return new Impression(viewer, candidate, snapshot, place, sources);
    }

    private Seal of(long viewer) {
        return seal.within("impression of " + viewer);
    }
}
