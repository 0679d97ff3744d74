package io.mutuals.user;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.picture.Picture;
import io.mutuals.picture.PictureRules;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes the viewer's profile. */
@Service
class Profiles {

    private final AccountRepository accounts;
    private final PictureRules pictures;
    private final Events events;

    Profiles(AccountRepository accounts, PictureRules pictures, Events events) {
        this.pictures = pictures;
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
        ProfileRules rules = new ProfileRules();
        if (requested.handle() != null) {
            rules.handle(requested.handle());
        }
        if (requested.displayName() != null) {
            rules.displayName(requested.displayName());
        }
        if (requested.changesBio()) {
            rules.bio(requested.bio());
        }
        if (requested.changesRegion()) {
            rules.region(requested.region());
        }
        if (requested.changesAvatar()) {
            rules.avatar(requested.avatar(), pictures);
        }
        List<UserError> errors = rules.errors();
        return errors.isEmpty() && !rules.properties().isEmpty() ? change(viewer, rules.properties()) : errors;
    }

    private List<UserError> change(Viewer viewer, Map<String, @Nullable Object> changes) {
        try {
            Optional<User> changed = accounts.change(viewer.id(), changes);
            changed.ifPresent(user -> events.publish(new ProfileChanged(new UserId(user.number()))));
            return List.of();
        } catch (Graph.ConstraintViolation taken) {
            return List.of(AccountErrorCode.handleTaken());
        }
    }

    /**
     * @param handle the new handle; null to keep it
     * @param displayName the new name; null to keep it
     * @param bio the new bio if {@code changesBio}; null to clear it
     * @param region the new region if {@code changesRegion}; null to clear it
     * @param avatar the new picture if {@code changesAvatar}; null to clear it
     */
    record Changes(
            @Nullable String handle,
            @Nullable String displayName,
            boolean changesBio,
            @Nullable String bio,
            boolean changesRegion,
            @Nullable String region,
            boolean changesAvatar,
            @Nullable Picture avatar) {}
}
