package io.mutuals.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A link to an export: its id and the end of the link, signed (HMAC-SHA-256) with the secret of the export, which lies
 * in Neo4j. So any replica can check it, and it ends with the export.
 *
 * @param export the internal id of the export
 * @param expiresAt in whole seconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record
record ExportLink(long export, Instant expiresAt, byte[] signature) {

    /** The beginning of the address; the token follows. */
    static final String PATH = "/exports/";

    private static final int CONTENT = 2 * Long.BYTES;
    private static final int SIGNATURE = 32;

    /** Returns the address of an export, without scheme and host, valid until {@code expiresAt}. */
    static String address(long export, Instant expiresAt, String secret) {
        byte[] content = content(export, expiresAt);
        byte[] token = Arrays.copyOf(content, CONTENT + SIGNATURE);
        System.arraycopy(sign(content, secret), 0, token, CONTENT, SIGNATURE);
        return PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Reads a token, whose signature is not verified yet; null if it does not have the form of one. */
    static @Nullable ExportLink parse(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        if (bytes.length != CONTENT + SIGNATURE) {
            return null;
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        long export = content.getLong();
        long seconds = content.getLong();
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            return null;
        }
        return new ExportLink(
                export, Instant.ofEpochSecond(seconds), Arrays.copyOfRange(bytes, CONTENT, CONTENT + SIGNATURE));
    }

    /** Returns whether the link was made with {@code secret} and has not ended at {@code now}. */
    boolean isValid(String secret, Instant now) {
        return MessageDigest.isEqual(signature, sign(content(export, expiresAt), secret)) && now.isBefore(expiresAt);
    }

    private static byte[] content(long export, Instant expiresAt) {
        return ByteBuffer.allocate(CONTENT)
                .putLong(export)
                .putLong(expiresAt.getEpochSecond())
                .array();
    }

    private static byte[] sign(byte[] content, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
