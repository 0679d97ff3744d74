package io.mutuals.contact;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hashes addresses: the lower-case hexadecimal SHA-256 of {@code salt + ":" + address}. */
final class ContactHash {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private ContactHash() {}

    /** Returns the hash of {@code mailto:} and an e-mail address, stripped and in lower case. */
    static String ofEmail(String salt, String email) {
        return of(salt, "mailto:" + email.strip().toLowerCase(Locale.ROOT));
    }

    /** Returns the hash of {@code tel:} and a phone number in E.164, such as {@code +4930123456}. */
    static String ofPhone(String salt, String phone) {
        return of(salt, "tel:" + phone.replaceAll("[^+0-9]", ""));
    }

    static boolean isHash(String text) {
        return FORM.matcher(text).matches();
    }

    private static String of(String salt, String address) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest((salt + ":" + address).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
