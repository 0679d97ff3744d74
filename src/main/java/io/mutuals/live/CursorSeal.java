package io.mutuals.live;

import io.mutuals.api.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns cursors of events into text that only this service reads and makes (AES-GCM). A cursor counts events, also those that its bearer
 * does not hear of: read by them, it would tell when somebody who shows no receipts has read.
 */
@Component
class CursorSeal {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    CursorSeal(LiveProperties properties) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(properties.cursorSecret().getBytes(StandardCharsets.UTF_8));
            this.key = new SecretKeySpec(digest, "AES");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The opaque text of a cursor. */
    String seal(EventCursor cursor) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(cursor.encode().getBytes(StandardCharsets.US_ASCII));
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

    /**
     * Reads the text of a cursor.
     *
     * @return null when there is none
     * @throws io.mutuals.api.RequestException {@link io.mutuals.api.ErrorCode#INVALID_CURSOR} when it was not made by this service
     */
    @Nullable
    EventCursor open(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(text);
            byte[] nonce = Arrays.copyOf(sealed, NONCE);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce)
                    .doFinal(sealed, Math.min(NONCE, sealed.length), Math.max(0, sealed.length - NONCE));
            return EventCursor.decode(new String(plain, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            throw Cursor.invalid();
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
