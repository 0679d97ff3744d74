package io.mutuals.suggestion.evidence;

import io.mutuals.user.AgeBand;
import io.mutuals.user.VisibilityRules;

/** The rules of {@link Exclusions} in Java, for facts in memory. */
public final class ExclusionRules {

    private ExclusionRules() {}

    /**
     * Returns whether a user may be suggested to a viewer at some age, given evidence: they are not the viewer, no
     * friend, not hidden, not dismissed, and no request is pending between the two.
     */
    public static boolean maySuggest(ViewerTies viewer, long candidate) {
        return candidate != viewer.viewer().value()
                && !viewer.friends().list().contains(candidate)
                && !viewer.pending().received().contains(candidate)
                && !viewer.pending().sent().contains(candidate)
                && !isDismissed(viewer, candidate)
                && VisibilityRules.maySee(viewer.hidden(), candidate);
    }

    /** Returns whether the age of a user allows them to be suggested to a viewer. */
    public static boolean maySuggest(ViewerTies viewer, AgeBand candidate) {
        return !viewer.band().isFarFrom(candidate);
    }

    private static boolean isDismissed(ViewerTies viewer, long candidate) {
        int place = viewer.dismissals().place(candidate);
        return place >= 0 && viewer.dismissals().at(place).isAfter(viewer.now());
    }
}
