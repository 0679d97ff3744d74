package io.mutuals.user;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes the viewer's profile. */
@Service
class Profiles {

    /** The maximum length of a display name, in code points. */
    static final int MAX_DISPLAY_NAME = 50;

    /** The maximum length of a bio, in code points. */
    static final int MAX_BIO = 300;

    private final AccountRepository accounts;
    private final Events events;

    Profiles(AccountRepository accounts, Events events) {
        this.accounts = accounts;
        this.events = events;
    }

    /**
     * Applies changes, either all of them or none, and publishes {@link ProfileChanged} after the commit. Uniqueness of
     * the handle is guaranteed by a constraint, so it holds across concurrent calls.
     *
     * @return the reasons why nothing was changed; empty on success
     */
    List<UserError> change(Viewer viewer, Changes requested) {
        List<UserError> errors = new ArrayList<>();
        Map<String, @Nullable Object> changes = new HashMap<>();
        if (requested.handle() != null) {
            String handle = Handle.typed(requested.handle());
            if (!Handle.FORM.matcher(handle).matches()) {
                errors.add(UserError.of(
                        AccountErrorCode.INVALID_HANDLE,
                        "A handle has 3 to 30 letters, digits, dots or underscores.",
                        "input",
                        "handle"));
            }
            changes.put("handle", handle);
        }
        if (requested.displayName() != null) {
            String name = Normalizer.normalize(requested.displayName().strip(), Normalizer.Form.NFC);
            if (name.isEmpty()
                    || length(name) > MAX_DISPLAY_NAME
                    || name.chars().anyMatch(Character::isISOControl)) {
                errors.add(UserError.of(
                        AccountErrorCode.INVALID_DISPLAY_NAME,
                        "A name has 1 to " + MAX_DISPLAY_NAME + " characters.",
                        "input",
                        "displayName"));
            }
            changes.put("displayName", name);
            changes.put("foldedName", NameFolding.fold(name));
        }
        if (requested.changesBio()) {
            String bio = requested.bio() == null || requested.bio().isBlank()
                    ? null
                    : Normalizer.normalize(requested.bio().strip(), Normalizer.Form.NFC);
            if (bio != null && length(bio) > MAX_BIO) {
                errors.add(UserError.of(
                        AccountErrorCode.BIO_TOO_LONG,
                        "A bio has at most " + MAX_BIO + " characters.",
                        "input",
                        "bio"));
            }
            changes.put("bio", bio);
        }
        if (requested.changesRegion()) {
            if (requested.region() != null
                    && !Region.FORM.matcher(requested.region()).matches()) {
                errors.add(UserError.of(
                        AccountErrorCode.INVALID_REGION,
                        "A region is a country's two letters of ISO 3166-1, in upper case, such as IE.",
                        "input",
                        "region"));
            }
            changes.put("region", requested.region());
        }
        return errors.isEmpty() && !changes.isEmpty() ? change(viewer, changes) : errors;
    }

    private List<UserError> change(Viewer viewer, Map<String, @Nullable Object> changes) {
        try {
            Optional<User> changed = accounts.change(viewer.id(), changes);
            changed.ifPresent(user -> events.publish(new ProfileChanged(new UserId(user.number()))));
            return List.of();
        } catch (Graph.ConstraintViolation taken) {
            return List.of(
                    UserError.of(AccountErrorCode.HANDLE_TAKEN, "This handle is already taken.", "input", "handle"));
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * @param handle the new handle; null to keep it
     * @param displayName the new name; null to keep it
     * @param bio the new bio if {@code changesBio}; null to clear it
     * @param region the new region if {@code changesRegion}; null to clear it
     */
    record Changes(
            @Nullable String handle,
            @Nullable String displayName,
            boolean changesBio,
            @Nullable String bio,
            boolean changesRegion,
            @Nullable String region) {}
}
