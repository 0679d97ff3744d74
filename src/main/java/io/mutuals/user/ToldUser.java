package io.mutuals.user;

import io.mutuals.picture.Picture;
import io.mutuals.security.Identity;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A user as the platform tells of them: the whole profile.
 *
 * @param birthDate the day of birth; null keeps what is stored
 * @param bio null for none
 * @param region two letters of ISO 3166-1; null for none
 * @param avatar null for none
 * @param joinedAt when the user joined the platform; null keeps what is stored, and is now for a new user
 * @param identity who may sign in as the user, in addition to those who may already; null for no other
 */
public record ToldUser(
        String handle,
        String displayName,
        @Nullable LocalDate birthDate,
        @Nullable String bio,
        @Nullable String region,
        @Nullable Picture avatar,
        @Nullable Instant joinedAt,
        @Nullable Identity identity) {}
