package io.mutuals.suggestion.strategy;

/**
 * How a ranking is made: by one strategy as it is, by two of them against each other, or by one that explores. The name says it in full,
 * so rankings of different recipes are never taken for each other:
 *
 * <table>
 *   <caption>Names</caption>
 *   <tr><td>{@code people-you-may-know}</td><td>the strategy of that name</td></tr>
 *   <tr><td>{@code people-you-may-know?0.1:20}</td><td>the same, but one page in ten begins with one of the first 20, drawn by lot</td></tr>
 *   <tr><td>{@code people-you-may-know+friends-of-friends}</td><td>the two in a team draft</td></tr>
 * </table>
 */
public sealed interface Recipe {

    /** The name; {@link Strategies#recipe} reads it. */
    String name();

    /** One strategy as it is. */
    record Plain(Strategy strategy) implements Recipe {
        @Override
        public String name() {
            return strategy.name();
        }
    }

    /** Two strategies that choose in turns. */
    record Drafted(Strategy first, Strategy second) implements Recipe {
        @Override
        public String name() {
            return first.name() + '+' + second.name();
        }
    }

    /** One strategy, whose first place is given away by lot now and then. */
    record Exploring(Strategy strategy, Exploration exploration) implements Recipe {
        @Override
        public String name() {
            return strategy.name() + '?' + exploration.share() + ':' + exploration.among();
        }
    }
}
