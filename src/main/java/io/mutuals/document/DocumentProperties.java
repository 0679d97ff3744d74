package io.mutuals.document;

import io.mutuals.security.Role;
import io.mutuals.security.SignIn;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of documents that clients send by a key.
 *
 * @param mode what becomes of documents that are not registered
 * @param exemptRoles the roles that may send any document whatever the mode
 * @param persistedSize the size of all persisted documents together; the least recently used are forgotten first
 * @param persistedFor how long a persisted document is kept without being used
 */
@Validated
@ConfigurationProperties("mutuals.documents")
public record DocumentProperties(
        @DefaultValue("OPEN") DocumentMode mode,
        @DefaultValue("ADMIN") Set<Role> exemptRoles,
        @DefaultValue("8MB") DataSize persistedSize,
        @DurationMin(minutes = 1) @DefaultValue("30d") Duration persistedFor) {

    /** Returns whether a sign-in has a role that may send any document. */
    public boolean isExempt(@Nullable SignIn signIn) {
        return signIn != null && signIn.roles().stream().anyMatch(exemptRoles::contains);
    }
}
