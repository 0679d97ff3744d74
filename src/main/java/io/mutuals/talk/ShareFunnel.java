package io.mutuals.talk;

/**
 * What became of the shares of a video.
 *
 * @param direct shares into conversations of two users
 * @param group shares into groups
 */
public record ShareFunnel(Counts direct, Counts group) {

    /** Returns the sum over all channels. */
    public Counts total() {
        return new Counts(direct.shared + group.shared, direct.opened + group.opened, direct.answered + group.answered);
    }

    /**
     * Numbers of shares that are at least a day old.
     *
     * @param opened those among them that another participant had read by then
     * @param answered those among them that another participant answered within the day
     */
    public record Counts(int shared, int opened, int answered) {}
}
