package io.mutuals.experiment.simulation;

/**
 * Parameters of a population's behaviour. Probabilities are from 0 to 1; spreads are standard deviations of logarithms,
 * 0 if everyone is the same.
 *
 * @param opening mean probability of opening the app on a day
 * @param openingSpread spread of that probability between people
 * @param noticing probability of noticing the first place of a page
 * @param fading factor by which the probability of noticing falls per place
 * @param sending mean probability of sending a request to a noticed person of full interest
 * @param sendingSpread spread of that probability between people: most send hardly any requests, some send many
 * @param interest base interest between people with nothing in common, in log-odds
 * @param circle added log-odds if both are in the same circle
 * @param mutualFriends added log-odds per unit of ln(1 + mutual friends)
 * @param taste standard deviation of an unobservable term per pair, in log-odds
 * @param accepting probability of accepting a user without interest; rises to nearly 1 with interest
 * @param dismissing probability of dismissing a noticed person without interest
 * @param blocking probability of blocking a noticed person without interest
 * @param writing probability of writing first after becoming friends, at full interest
 * @param sharing probability of sharing a video with a friend on a day, at full interest
 * @param replying probability of replying to a shared video within 24 hours, at full interest
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
     * Returns the behaviour on a video platform that people open every third day, where every third page of ten
     * suggestions leads to a request, about half of which are accepted.
     */
    public static Behaviour usual() {
        return new Behaviour(0.35, 0.7, 0.9, 0.85, 0.2, 1.5, -3, 2, 0.7, 0.7, 0.25, 0.03, 0.001, 0.5, 0.1, 0.6);
    }
}
