package io.mutuals.erasure;

import io.mutuals.api.UserId;
import io.mutuals.security.Viewer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises a user in stored values: by id, as a number, as text and packed, and by handle. */
final class TracePattern {

    private final long number;
    private final Pattern text;

    /** @param handle null if it is not searched for */
    TracePattern(UserId user, @Nullable String handle) {
        this.number = user.value();
        String names =
                number + "|" + Viewer.USER_ID.encode(number) + (handle == null ? "" : "|" + Pattern.quote(handle));
        this.text = Pattern.compile("(?<![0-9A-Za-z_])(?:" + names + ")(?![0-9A-Za-z_])");
    }

    /** Returns whether a value of Neo4j contains the user: a number, a text, bytes, or a list or map of these. */
    boolean isIn(@Nullable Object value) {
        return switch (value) {
            case Long found -> found == number;
            case String found -> isIn(found);
            case byte[] packed -> isPackedIn(packed);
            case Collection<?> several -> several.stream().anyMatch(this::isIn);
            case Map<?, ?> several -> several.values().stream().anyMatch(this::isIn);
            case null, default -> false;
        };
    }

    /** Returns whether a text names the user. */
    boolean isIn(String found) {
        return text.matcher(found).find();
    }

    /** Returns whether a value of Redis names the user as text, or is or contains the packed number. */
    boolean isInBytes(byte[] value) {
        return isPackedIn(value) || isIn(new String(value, StandardCharsets.ISO_8859_1));
    }

    /** Returns a text with {@code *} in place of the user. */
    String masked(String found) {
        return text.matcher(found).replaceAll("*");
    }

    private boolean isPackedIn(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        for (int at = 0; at + Long.BYTES <= packed.length; at += Long.BYTES) {
            if (bytes.getLong(at) == number) {
                return true;
            }
        }
        return false;
    }
}
