package io.mutuals.guardian;

import io.mutuals.api.UserError;
import java.time.Instant;

/**
 * The reasons why a change of guardians, or by one, is refused. The schema has an enum for each mutation with the
 * subset that it can return.
 */
enum GuardianErrorCode {
    NOT_FOUND,
    USER_NOT_FOUND,
    EXPIRED,
    SELF,
    NOT_AN_ADULT,
    NOT_A_MINOR,
    TOO_MANY_GUARDIANS,
    TOO_MANY_WARDS,
    UNDER_16,
    MADE_BY_PLATFORM,
    LAST_GUARDIAN,
    NO_GUARDIAN,
    NOTHING_TO_APPROVE,
    ALREADY_DECIDED,
    LOCKED_BY_AGE,
    AWAITING_GUARDIAN,
    INVITATION_NOT_FOUND,
    HANDLE_TAKEN,
    RATE_LIMITED;

    /** Returns a refusal of the input field {@code field}. */
    UserError of(String field, String message) {
        return UserError.of(this, message, "input", field);
    }

    /** Returns the refusal of one more change. */
    static UserError tooOften(Instant resetAt) {
        return UserError.until(resetAt, RATE_LIMITED, "You have changed very much just now; please try again later.");
    }

    /** Returns the refusal of a user who is no ward of the viewer. */
    static UserError noWard(String field) {
        return NOT_FOUND.of(field, "You are not a guardian of this user.");
    }
}
