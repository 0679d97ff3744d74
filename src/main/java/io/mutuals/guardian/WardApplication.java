package io.mutuals.guardian;

import io.mutuals.api.IdType;
import java.time.Instant;

/** A newcomer under 13 who asks the viewer, as their guardian, for an account. */
record WardApplication(long number, String handle, String displayName, int birthYear, Instant appliedAt) {

    static final IdType ID = new IdType("apl");

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(number);
    }
}
