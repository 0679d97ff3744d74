package io.mutuals.guardian;

import io.mutuals.api.UserError;
import io.mutuals.user.AgeBand;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Decides who may become a guardian, and who may end a link. {@code viewerCanEnd} asks the same rules. Thread-safe. */
@Component
class GuardianRules {

    private final GuardianProperties limits;

    GuardianRules(GuardianProperties limits) {
        this.limits = limits;
    }

    /** Returns why the ward cannot accept the invitation of the guardian; empty if they can. */
    Optional<UserError> againstAccepting(LockedTie tie, Instant now) {
        if (tie.isHidden() || tie.invitedUntil() == null || tie.guardianBand() != AgeBand.ADULT) {
            return Optional.of(noInvitation());
        }
        if (!now.isBefore(tie.invitedUntil())) {
            return Optional.of(GuardianErrorCode.EXPIRED.of("token", "This invitation has expired."));
        }
        if (tie.wardBand() == AgeBand.ADULT) {
            return Optional.of(GuardianErrorCode.NOT_A_MINOR.of("token", "Only users under 18 have guardians."));
        }
        return tie.holds() ? Optional.empty() : againstMore(tie, "token");
    }

    /** Returns why the link would be one too many; empty if it would not. */
    Optional<UserError> againstMore(LockedTie tie, String field) {
        if (tie.guardians() >= limits.maxGuardians()) {
            return Optional.of(GuardianErrorCode.TOO_MANY_GUARDIANS.of(
                    field, "A user has at most " + limits.maxGuardians() + " guardians."));
        }
        return againstMoreWards(tie.wards(), field);
    }

    /** Returns why a guardian cannot have one more ward; empty if they can. */
    Optional<UserError> againstMoreWards(int wards, String field) {
        return wards < limits.maxWards()
                ? Optional.empty()
                : Optional.of(GuardianErrorCode.TOO_MANY_WARDS.of(
                        field, "A guardian has at most " + limits.maxWards() + " wards."));
    }

    /** Returns why the guardian cannot end a link that holds; empty if they can. */
    static Optional<UserError> againstEndingByGuardian(AgeBand ward, int guardians) {
        return ward == AgeBand.UNDER_13 && guardians <= 1
                ? Optional.of(GuardianErrorCode.LAST_GUARDIAN.of(
                        "userId", "A user under 13 keeps a guardian; let another one be their guardian first."))
                : Optional.empty();
    }

    /** Returns why the ward cannot end a link that holds; empty if they can. */
    static Optional<UserError> againstEndingByWard(AgeBand ward, GuardianshipOrigin madeBy) {
        if (ward != AgeBand.FROM_16_TO_17) {
            return Optional.of(GuardianErrorCode.UNDER_16.of("userId", "From 16 on, you can end this yourself."));
        }
        return madeBy == GuardianshipOrigin.PLATFORM
                ? Optional.of(GuardianErrorCode.MADE_BY_PLATFORM.of("userId", "Only your guardian can end this."))
                : Optional.empty();
    }

    /** Returns the refusal of a token without an invitation that the viewer may accept. */
    static UserError noInvitation() {
        return GuardianErrorCode.NOT_FOUND.of("token", "There is no such invitation.");
    }
}
