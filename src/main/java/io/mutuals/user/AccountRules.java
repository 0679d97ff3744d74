package io.mutuals.user;

import io.mutuals.security.AssuredAge;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides who is old enough for an account. Thread-safe. */
@Component
class AccountRules {

    private static final int OLDEST = 130;
    private static final int NEEDS_NO_GUARDIAN = 13;

    private final AccountProperties properties;
    private final InstantSource clock;

    AccountRules(AccountProperties properties, InstantSource clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Checks a birth date, and reports to {@code rules} why it is refused.
     *
     * @param assured the age that the OpenID provider assures; null if it assures none
     */
    void checkAge(LocalDate birth, @Nullable AssuredAge assured, ProfileRules rules) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (birth.isAfter(today) || birth.isBefore(today.minusYears(OLDEST))) {
            rules.refuse(
                    AccountErrorCode.INVALID_BIRTH_DATE,
                    "A birth date lies in the past, and not more than " + OLDEST + " years ago.",
                    "birthDate");
        } else if (isYounger(properties.minimumAge(), birth, assured, today)) {
            rules.refuse(
                    AccountErrorCode.TOO_YOUNG,
                    "The minimum age for an account is " + properties.minimumAge() + " years.",
                    "birthDate");
        }
    }

    /**
     * Returns whether a newcomer is too young to join alone, and may have an account if a guardian consents.
     *
     * @param assured the age that the OpenID provider assures; null if it assures none
     */
    boolean needsGuardian(LocalDate birth, @Nullable AssuredAge assured) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return properties.under13() == Under13.WITH_GUARDIAN
                && !birth.isAfter(today)
                && isYounger(properties.minimumAge(), birth, assured, today)
                && isYounger(NEEDS_NO_GUARDIAN, birth, assured, today);
    }

    private static boolean isYounger(int age, LocalDate birth, @Nullable AssuredAge assured, LocalDate today) {
        return birth.isAfter(today.minusYears(age)) || (assured != null && assured.atMost() < age);
    }
}
