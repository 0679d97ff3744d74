package io.mutuals.platform;

import io.mutuals.picture.PictureRules;
import io.mutuals.security.Identity;
import io.mutuals.user.ToldUser;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of {@code putUsers}. */
record UserRow(
        String key,
        Instant changedAt,
        String handle,
        String displayName,
        @Nullable LocalDate birthDate,
        @Nullable String bio,
        @Nullable String region,
        PictureRules.@Nullable Input avatar,
        @Nullable Instant joinedAt,
        @Nullable IdentityInput identity)
        implements KeyedRow {

    ToldUser told() {
        Identity signsIn = identity == null ? null : new Identity(identity.issuer(), identity.subject());
        return new ToldUser(
                handle,
                displayName,
                birthDate,
                bio,
                region,
                avatar == null ? null : avatar.picture(),
                joinedAt,
                signsIn);
    }

    /** The identity of the input. */
    record IdentityInput(String issuer, String subject) {}
}
