package io.mutuals.user;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
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

/** Changes what users show of themselves. */
@Service
class Profiles {

    /** The most characters of a name. */
    static final int MAX_DISPLAY_NAME = 50;

    /** The most characters of a bio. */
    static final int MAX_BIO = 300;

    private final AccountRepository accounts;
    private final Events events;

    Profiles(AccountRepository accounts, Events events) {
        this.accounts = accounts;
        this.events = events;
    }

    /** Changes what is given; of two people who want the same handle at the same moment one gets it. */
    List<UserError> change(Viewer viewer, Changes wanted) {
        List<UserError> errors = new ArrayList<>();
        Map<String, @Nullable Object> changes = new HashMap<>();
        if (wanted.handle() != null) {
            String handle = Handle.typed(wanted.handle());
            if (!Handle.FORM.matcher(handle).matches()) {
                errors.add(UserError.of(
                        AccountErrorCode.INVALID_HANDLE,
                        "A handle has 3 to 30 letters, digits, dots or underscores.",
                        "input",
                        "handle"));
            }
            changes.put("handle", handle);
        }
        if (wanted.displayName() != null) {
            String name = Normalizer.normalize(wanted.displayName().strip(), Normalizer.Form.NFC);
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
        if (wanted.changesBio()) {
            String bio = wanted.bio() == null || wanted.bio().isBlank()
                    ? null
                    : Normalizer.normalize(wanted.bio().strip(), Normalizer.Form.NFC);
            if (bio != null && length(bio) > MAX_BIO) {
                errors.add(UserError.of(
                        AccountErrorCode.BIO_TOO_LONG,
                        "What you say about yourself may have " + MAX_BIO + " characters.",
                        "input",
                        "bio"));
            }
            changes.put("bio", bio);
        }
        if (wanted.changesRegion()) {
            if (wanted.region() != null && !Region.FORM.matcher(wanted.region()).matches()) {
                errors.add(UserError.of(
                        AccountErrorCode.INVALID_REGION,
                        "A region is a country's two letters of ISO 3166-1, in upper case, such as IE.",
                        "input",
                        "region"));
            }
            changes.put("region", wanted.region());
        }
        return errors.isEmpty() && !changes.isEmpty() ? change(viewer, changes) : errors;
    }

    private List<UserError> change(Viewer viewer, Map<String, @Nullable Object> changes) {
        try {
            Optional<User> changed = accounts.change(viewer.id(), changes);
            changed.ifPresent(user -> events.publish(new ProfileChanged(user.number())));
            return List.of();
        } catch (Graph.ConstraintViolation taken) {
            return List.of(UserError.of(
                    AccountErrorCode.HANDLE_TAKEN, "Somebody has this handle already.", "input", "handle"));
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * What to change.
     *
     * @param handle null to keep it
     * @param displayName null to keep it
     * @param bio null to clear it, if {@code changesBio}
     * @param region null to clear it, if {@code changesRegion}
     */
    record Changes(
            @Nullable String handle,
            @Nullable String displayName,
            boolean changesBio,
            @Nullable String bio,
            boolean changesRegion,
            @Nullable String region) {}
}
