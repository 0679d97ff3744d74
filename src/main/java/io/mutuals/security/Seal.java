package io.mutuals.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and authenticates data that clients carry for this service (AES-256-GCM with a random nonce of 96 bits, NIST
 * SP 800-38D). The same content yields a different text each time.
 *
 * <p>The sealed content is 28 bytes longer than the content, and its base64 text a third longer again. Thread-safe.
 */
public final class Seal {

    private static final int NONCE = 12;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Returns the seal of all processes that share {@code secret}. */
    public static Seal of(String secret) {
        try {
            return new Seal(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * Returns the seal of all replicas of a deployment. Without a secret, which is allowed only for commands, the text
     * opens in this process alone.
     */
    public static Seal ofDeployment(String secret) {
        if (!secret.isBlank()) {
            return of(secret);
        }
        byte[] own = new byte[KEY_BYTES];
        RANDOM.nextBytes(own);
        return new Seal(own);
    }

    /**
     * Returns a seal with a key derived by HMAC-SHA-256: text sealed for one purpose, or one user, does not open for
     * another. This also keeps the number of texts under one key far below the 2<sup>32</sup> that random nonces allow.
     */
    public Seal within(String context) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return new Seal(mac.doFinal(context.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Returns a text that carries {@code content}: letters, digits, {@code -} and {@code _}. */
    public String seal(byte[] content) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the content of {@code text}; null if this seal did not make it, or if it is damaged. */
    public byte @Nullable [] open(String text) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            byte[] nonce = Arrays.copyOf(sealed, NONCE);
            return cipher(Cipher.DECRYPT_MODE, nonce)
                    .doFinal(sealed, Math.min(NONCE, sealed.length), Math.max(0, sealed.length - NONCE));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
