package io.mutuals.report;

import java.time.Instant;

/** A reported person. */
record UserEvidence(RecordedUser user) implements ReportEvidence {

    @Override
    public Long against() {
        return user.number();
    }

    /** What people did is over; what they do goes on. */
    @Override
    public boolean isNewsSince(Instant earlier) {
        return true;
    }
}
