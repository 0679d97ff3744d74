package io.mutuals.report;

import java.time.Instant;

/** The profile of a reported user. */
record UserEvidence(RecordedUser user) implements ReportEvidence {

    @Override
    public Long against() {
        return user.number();
    }

    /** A user may have done something new. */
    @Override
    public boolean isNewsSince(Instant earlier) {
        return true;
    }
}
