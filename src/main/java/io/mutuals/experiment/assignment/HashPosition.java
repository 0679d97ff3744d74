package io.mutuals.experiment.assignment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Deterministic pseudo-random position between 0 and 1.
 *
 * <p>The position of {@code unit} under {@code salt} is the first 13 hexadecimal digits of the SHA-256 hash of the
 * UTF-8 text {@code salt/unit}, read as a number and divided by 2<sup>52</sup>. Any data warehouse can compute it, and
 * positions under different salts are independent (Bakshy, Eckles and Bernstein, "Designing and Deploying Online Field
 * Experiments", 2014, use SHA-1 in the same way).
 */
public final class HashPosition {

    private static final double SCALE = 1L << 52;

    private HashPosition() {}

    /** Returns the position, from 0 to below 1. */
    public static double of(String salt, String unit) {
        byte[] hash = sha256().digest((salt + '/' + unit).getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> 12) / SCALE;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
