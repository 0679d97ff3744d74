package io.mutuals.guardian;

import io.mutuals.user.AgeBand;
import io.mutuals.user.Guardianship;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What connects a guardian and a ward, or two users who may become such, while a transaction locks both.
 *
 * @param since the start of the link; null if there is none
 * @param madeBy what made the link; null if there is none
 * @param invitedUntil the end of the invitation that was asked for; null if the guardian has not made it
 * @param isHidden whether a block hides the two from each other
 * @param guardians the number of guardians of the ward
 * @param wards the number of wards of the guardian
 */
record LockedTie(
        AgeBand guardianBand,
        AgeBand wardBand,
        @Nullable Instant since,
        @Nullable GuardianshipOrigin madeBy,
        @Nullable Instant invitedUntil,
        boolean isHidden,
        int guardians,
        int wards) {

    /** Returns whether the one is the guardian of the other. */
    boolean holds() {
        return since != null && Guardianship.holds(guardianBand, wardBand);
    }
}
