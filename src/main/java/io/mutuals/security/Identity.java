package io.mutuals.security;

import io.mutuals.api.Unicode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A user as their OpenID provider identifies them. Equal identities sign in to the same account.
 *
 * @param issuer the claim {@code iss}; empty if tokens do not name their issuer
 * @param subject the claim {@code sub}, 1 to {@value #MAX_SUBJECT} characters, of any form
 */
public record Identity(String issuer, String subject) {

    /** The longest subject that OpenID Connect permits, in characters. */
    static final int MAX_SUBJECT = 255;

    /** Returns whether a text may be a subject; half a surrogate pair would be stored as in other subjects. */
    public static boolean isSubject(String text) {
        return !text.isBlank() && text.length() <= MAX_SUBJECT && Unicode.isText(text);
    }

    /** Returns a negative number that other identities have as good as never, and no user as an id. */
    long hashed() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(issuer.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(subject.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest.digest()).getLong() | Long.MIN_VALUE;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
