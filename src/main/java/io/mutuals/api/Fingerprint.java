package io.mutuals.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fingerprints of inputs, by which a retry is told from another input under the same key. */
public final class Fingerprint {

    private Fingerprint() {}

    /** Returns the first 128 bits of a SHA-256 of the parts, in hex: equal for equal parts. */
    public static String of(String... parts) {
        String content = String.join("\u001f", parts);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
