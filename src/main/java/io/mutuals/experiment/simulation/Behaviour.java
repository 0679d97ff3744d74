package io.mutuals.experiment.simulation;

/**
 * What people are like on the whole. Chances are from 0 to 1; spreads are standard deviations of logarithms, 0 where all are alike.
 *
 * @param opening the mean chance that somebody opens the app on a day
 * @param openingSpread how much people differ in it
 * @param noticing the chance to notice the first place of a page
 * @param fading by what that falls from place to place
 * @param sending the mean chance to send a request to somebody noticed who is as interesting as can be
 * @param sendingSpread how much people differ in it: most hardly ever ask anybody, some ask many
 * @param interest of somebody with whom nothing is in common, as a log-odds
 * @param circle what the same circle adds to it
 * @param mutualFriends what the logarithm of 1 + mutual friends adds, times this
 * @param taste how much is between two people that nothing shows: the standard deviation of what is added for each pair
 * @param accepting the chance to accept somebody without interest; it rises to nearly 1 with interest
 * @param dismissing the chance to dismiss somebody noticed without interest
 * @param blocking the chance to block somebody noticed without interest
 * @param writing the chance to write first after becoming friends, at full interest
 * @param sharing the chance to share a video with a friend on a day, at full interest
 * @param replying the chance to reply to a shared video within 24 hours, at full interest
 */
public record Behaviour(
        double opening,
        double openingSpread,
        double noticing,
        double fading,
        double sending,
        double sendingSpread,
        double interest,
        double circle,
        double mutualFriends,
        double taste,
        double accepting,
        double dismissing,
        double blocking,
        double writing,
        double sharing,
        double replying) {

    /**
     * As on a video platform that people open every third day, where every third page of ten suggestions brings a request, of which
     * about half are accepted.
     */
    public static Behaviour usual() {
        return new Behaviour(0.35, 0.7, 0.9, 0.85, 0.2, 1.5, -3, 2, 0.7, 0.7, 0.25, 0.03, 0.001, 0.5, 0.1, 0.6);
    }
}
