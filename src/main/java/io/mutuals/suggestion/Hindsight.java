package io.mutuals.suggestion;

import io.mutuals.suggestion.graph.FriendGraph;
import io.mutuals.suggestion.graph.Ranker;
import io.mutuals.suggestion.graph.Ranking;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Says whom the ranker of a strategy would have preferred, by the friendships of that time as far as they still exist. */
@Component
public class Hindsight {

    /** How many past graphs are made for all questions of one call; the questions between two are answered by the earlier one. */
    private static final int MOST_GRAPHS = 48;

    private static final Duration SHORTEST = Duration.ofMinutes(10);

    /** The choice where the ranker would not have named any of the candidates. */
    public static final int NOBODY = -1;

    private final FriendGraphs graphs;
    private final FriendRankers rankers;

    Hindsight(FriendGraphs graphs, FriendRankers rankers) {
        this.graphs = graphs;
        this.rankers = rankers;
    }

    /** Whether questions can be answered now: the friendships are in memory, and the strategy's ranker needs no more than them. */
    public boolean knows(Strategy strategy) {
        return graphs.current().isPresent()
                && rankers.closedForm(strategy.ranker()).isPresent();
    }

    /**
     * For each question the index of the candidate whom the ranker would have placed above the others, or {@link #NOBODY}.
     *
     * @throws IllegalStateException unless it {@linkplain #knows knows}
     */
    public int[] choices(Strategy strategy, List<Question> questions) {
        FriendGraph graph =
                graphs.current().orElseThrow(() -> new IllegalStateException("The friendships are not in memory"));
        Ranker ranker = rankers.closedForm(strategy.ranker())
                .orElseThrow(() -> new IllegalStateException("A model cannot be asked for the past"));
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
            choices[index] = choice(ranker, then, question);
        }
        return choices;
    }

    private static int choice(Ranker ranker, FriendGraph graph, Question question) {
        int person = graph.person(question.viewer());
        if (person == FriendGraph.NOBODY) {
            return NOBODY;
        }
        int[] candidates =
                question.candidates().stream().mapToInt(graph::person).toArray();
        Ranking ranking = ranker.rank(graph, person, Snapshot.MAX_PLACES);
        for (int place = 0; place < ranking.size(); place++) {
            int named = ranking.people()[place];
            int index = Arrays.stream(candidates).boxed().toList().indexOf(named);
            if (index >= 0) {
                return index;
            }
        }
        return NOBODY;
    }

    /**
     * Whom of them?
     *
     * @param candidates people who could have been placed first
     */
    public record Question(long viewer, Instant at, List<Long> candidates) {}
}
