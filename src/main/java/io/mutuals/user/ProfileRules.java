package io.mutuals.user;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.picture.Picture;
import io.mutuals.picture.PictureRules;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of a profile one after the other, and collects the properties to store and the reasons to refuse.
 * For one thread.
 */
final class ProfileRules {

    /** The maximum length of a display name, in code points. */
    static final int MAX_DISPLAY_NAME = 50;

    /** The maximum length of a bio, in code points. */
    static final int MAX_BIO = 300;

    private final List<UserError> errors = new ArrayList<>();
    private final Map<String, @Nullable Object> properties = new HashMap<>();

    /** Returns why the values are refused, in the order in which they were checked; empty if they are not. */
    List<UserError> errors() {
        return List.copyOf(errors);
    }

    /** Returns the properties to store; null for one to remove. Undefined if there are errors. */
    Map<String, @Nullable Object> properties() {
        return properties;
    }

    /** Returns a name or bio as it is stored: without blanks around it, in NFC. */
    static String stored(String typed) {
        return Normalizer.normalize(Unicode.strip(typed), Normalizer.Form.NFC);
    }

    /** Returns whether a text, as it is stored, is a display name. */
    static boolean isDisplayName(String name) {
        return !name.isEmpty()
                && length(name) <= MAX_DISPLAY_NAME
                && name.chars().noneMatch(Character::isISOControl);
    }

    /** Returns whether a text, as it is stored, is short enough for a bio. */
    static boolean isBio(String bio) {
        return length(bio) <= MAX_BIO;
    }

    void handle(String typed) {
        String handle = Handle.typed(typed);
        if (!Handle.FORM.matcher(handle).matches()) {
            refuse(
                    AccountErrorCode.INVALID_HANDLE,
                    "A handle has 3 to 30 letters, digits, dots or underscores.",
                    "handle");
        }
        properties.put("handle", handle);
    }

    void displayName(String typed) {
        String name = stored(typed);
        if (!isDisplayName(name)) {
            refuse(
                    AccountErrorCode.INVALID_DISPLAY_NAME,
                    "A name has 1 to " + MAX_DISPLAY_NAME + " characters.",
                    "displayName");
        }
        properties.put("displayName", name);
        properties.put("foldedName", NameFolding.fold(name));
    }

    /** @param typed null or blank for none */
    void bio(@Nullable String typed) {
        String bio = typed == null || Unicode.isBlank(typed) ? null : stored(typed);
        if (bio != null && !isBio(bio)) {
            refuse(AccountErrorCode.BIO_TOO_LONG, "A bio has at most " + MAX_BIO + " characters.", "bio");
        }
        properties.put("bio", bio);
    }

    /** @param region null for none */
    void region(@Nullable String region) {
        if (region != null && !Region.FORM.matcher(region).matches()) {
            refuse(
                    AccountErrorCode.INVALID_REGION,
                    "A region is a country's two letters of ISO 3166-1, in upper case, such as IE.",
                    "region");
        }
        properties.put("region", region);
    }

    /** @param avatar null for none */
    void avatar(@Nullable Picture avatar, PictureRules rules) {
        errors.addAll(rules.against(avatar, "avatar"));
        properties.put("avatar", avatar == null ? null : avatar.stored());
    }

    void refuse(AccountErrorCode code, String message, String field) {
        errors.add(UserError.of(code, message, "input", field));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
