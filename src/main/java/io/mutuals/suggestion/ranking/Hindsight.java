package io.mutuals.suggestion.ranking;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.strategy.FriendRankers;
import io.mutuals.suggestion.strategy.FriendsOfFriends;
import io.mutuals.suggestion.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Says whom a strategy would have placed first, by friends of friends on the friendships of that time as far as they still exist. Whom
 * somebody had dismissed, asked or blocked by then is not known any more: such people keep their place.
 */
@Component
public class Hindsight {

    /** How many past graphs are made for all questions of one call; the questions between two are answered by the earlier one. */
    private static final int MOST_GRAPHS = 48;

    private static final Duration SHORTEST = Duration.ofMinutes(10);

    /** The choice where the strategy would have placed none of the candidates first. */
    public static final int NOBODY = -1;

    private final FriendGraphs graphs;
    private final FriendRankers rankers;

    Hindsight(FriendGraphs graphs, FriendRankers rankers) {
        this.graphs = graphs;
        this.rankers = rankers;
    }

    /** Whether friendships are in memory, without which no question can be answered. */
    public boolean isReady() {
        return graphs.current().isPresent();
    }

    /** Whether the first place of a strategy depends on friendships alone: a trained model would have to take in each past graph. */
    public boolean canReplay(Strategy strategy) {
        return strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS)
                && !rankers.isTrained(strategy.ranker());
    }

    /**
     * For each question the index of the candidate whom the strategy would have placed first, or {@link #NOBODY} where that is none of
     * them.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} unless it {@linkplain #isReady is ready}
     */
    public int[] choices(Strategy strategy, List<Question> questions) {
        FriendGraph graph = graphs.current()
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNAVAILABLE, "The past can be asked only while friendships are in memory."));
        int[] choices = new int[questions.size()];
        Optional<Instant> first = questions.stream().map(Question::at).min(Comparator.naturalOrder());
        Optional<Instant> last = questions.stream().map(Question::at).max(Comparator.naturalOrder());
        if (first.isEmpty() || last.isEmpty()) {
            return choices;
        }
        Duration even = Duration.between(first.get(), last.get()).dividedBy(MOST_GRAPHS);
        Duration step = even.compareTo(SHORTEST) < 0 ? SHORTEST : even;
        int[] inTime = IntStream.range(0, questions.size())
                .boxed()
                .sorted(Comparator.comparing(index -> questions.get(index).at()))
                .mapToInt(Integer::intValue)
                .toArray();
        Instant at = first.get();
        FriendGraph then = graph.asOf((int) at.getEpochSecond());
        for (int index : inTime) {
            Question question = questions.get(index);
            if (!question.at().isBefore(at.plus(step))) {
                at = question.at();
                then = graph.asOf((int) at.getEpochSecond());
            }
            choices[index] = choice(strategy, then, question);
        }
        return choices;
    }

    private int choice(Strategy strategy, FriendGraph then, Question question) {
        FriendRankers.Ranked ranked =
                rankers.rankThen(strategy.ranker(), then, Set.of(question.viewer()), Snapshot.MAX_PLACES);
        List<FriendsOfFriends.Found> found = ranked.found().getOrDefault(question.viewer(), List.of());
        // The first place, and nobody behind it: it is not known what would have come of anybody else there.
        return found.isEmpty()
                ? NOBODY
                : question.candidates().indexOf(found.getFirst().person());
    }

    /**
     * Whom of them?
     *
     * @param candidates people who could have been placed first
     */
    public record Question(long viewer, Instant at, List<Long> candidates) {}
}
