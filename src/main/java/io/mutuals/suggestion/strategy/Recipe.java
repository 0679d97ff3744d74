package io.mutuals.suggestion.strategy;

/**
 * A way to make a ranking: by a single strategy, by two strategies in a team draft, or by a strategy that explores. The
 * name encodes the whole recipe, so rankings of different recipes are never confused:
 *
 * <table>
 *   <caption>Names</caption>
 *   <tr><td>{@code people-you-may-know}</td><td>the strategy of that name</td></tr>
 *   <tr><td>{@code people-you-may-know?0.1:20}</td><td>the same, but one page in ten starts with a random one of the
 * first 20</td></tr> <tr><td>{@code people-you-may-know+friends-of-friends}</td><td>the two in a team draft</td></tr>
 * </table>
 */
public sealed interface Recipe {

    /** Returns the name, which {@link Strategies#recipe} parses. */
    String name();

    /** A single strategy. */
    record Plain(Strategy strategy) implements Recipe {
        @Override
        public String name() {
            return strategy.name();
        }
    }

    /** Team draft of two strategies. */
    record Drafted(Strategy first, Strategy second) implements Recipe {
        @Override
        public String name() {
            return first.name() + '+' + second.name();
        }
    }

    /** A strategy whose first place is occasionally drawn at random. */
    record Exploring(Strategy strategy, Exploration exploration) implements Recipe {
        @Override
        public String name() {
            return strategy.name() + '?' + exploration.share() + ':' + exploration.among();
        }
    }
}
