package io.mutuals.suggestion.source;

import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.CommonGround;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.memory.PeopleInMemory;
import io.mutuals.suggestion.memory.PersonFacts;
import io.mutuals.suggestion.memory.SharedInterestIndex;
import io.mutuals.suggestion.memory.SharedInterests;
import io.mutuals.user.AgeBand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds in memory whom the sources other than friends of friends find in Neo4j; see {@link CandidateSource}.
 *
 * <p>Newcomers are not found here: whoever may be one is left to {@link CandidateSearch}, with all of their sources.
 */
@Component
public class SourcesInMemory {

    private static final double BILLION = 1e9;

    /** What each has in their address book, they have with nobody else. */
    private static final double CONTACT = Math.round(BILLION / Math.log(2)) / BILLION;

    /** What walks over the common ground. */
    private static final Set<SuggestionSource> OF_GROUND =
            EnumSet.of(SuggestionSource.SHARED_CONVERSATIONS, SuggestionSource.VIDEO_TASTE, SuggestionSource.CONTACTS);

    private static final Comparator<Candidate> STRONGEST =
            Comparator.comparingDouble(Candidate::evidence).reversed().thenComparingLong(Candidate::person);

    private final FriendGraphs graphs;
    private final CommonGround ground;
    private final PeopleInMemory people;
    private final SourceProperties properties;

    SourcesInMemory(FriendGraphs graphs, CommonGround ground, PeopleInMemory people, SourceProperties properties) {
        this.graphs = graphs;
        this.ground = ground;
        this.people = people;
        this.properties = properties;
    }

    /**
     * What is in memory of a viewer; null unless all that their sources need is.
     *
     * @param sources which are to be asked
     */
    @Nullable
    public Known known(long viewer, Set<SuggestionSource> sources, Instant now) {
        FriendGraph graph = graphs.current().orElse(null);
        PersonFacts facts = people.isLoaded() ? people.get(viewer) : null;
        if (graph == null || facts == null || (!ground.isLoaded() && !Collections.disjoint(sources, OF_GROUND))) {
            return null;
        }
        int person = graph.person(viewer);
        boolean isNew = person == FriendGraph.NOT_FOUND || graph.degree(person) < properties.newcomerFriends();
        return isNew && sources.contains(SuggestionSource.NEW_HERE)
                ? null
                : new Known(viewer, graph, person, facts.band(now), sources, now);
    }

    /** Somebody for whom the sources are asked, once or several times, on the friend graph of one moment. */
    public final class Known {

        private final long id;
        private final FriendGraph graph;
        private final int person;
        private final AgeBand band;
        private final Set<SuggestionSource> sources;
        private final Instant now;

        private Known(
                long id, FriendGraph graph, int person, AgeBand band, Set<SuggestionSource> sources, Instant now) {
            this.id = id;
            this.graph = graph;
            this.person = person;
            this.band = band;
            this.sources = sources;
            this.now = now;
        }

        /**
         * Whom the sources find, friends excepted and whoever does not want to be found this way: by source the strongest evidence first, ties by
         * smaller id.
         *
         * @param aside who may not be suggested, other than friends
         * @param hidden whom the viewer may not see; what they posted says nothing
         * @param limit the most candidates of each source, at least 1
         */
        public Map<SuggestionSource, List<Candidate>> candidates(Set<Long> aside, Set<Long> hidden, int limit) {
            Map<SuggestionSource, List<Candidate>> found = new EnumMap<>(SuggestionSource.class);
            for (SuggestionSource source : sources) {
                switch (source) {
                    case SHARED_CONVERSATIONS ->
                        found.put(source, best(source, sharing(ground.groups(), 1, owner -> false), aside, limit));
                    case VIDEO_TASTE ->
                        found.put(
                                source,
                                best(
                                        source,
                                        sharing(ground.videos(), properties.commonLikes(), hidden::contains),
                                        aside,
                                        limit));
                    case CONTACTS -> found.put(source, best(source, contacts(), aside, limit));
                    case FRIENDS_OF_FRIENDS, NEW_HERE -> {}
                }
            }
            return found;
        }

        private List<Candidate> sharing(SharedInterestIndex things, int atLeast, LongPredicate isPassedOver) {
            List<Candidate> candidates = new ArrayList<>();
            for (Map.Entry<Long, SharedInterests> other :
                    things.with(id, isPassedOver).entrySet()) {
                if (other.getValue().things() >= atLeast) {
                    candidates.add(
                            new Candidate(other.getKey(), other.getValue().evidence() / BILLION));
                }
            }
            return candidates;
        }

        private List<Candidate> contacts() {
            List<Candidate> candidates = new ArrayList<>();
            for (long other : ground.contacts().of(id)) {
                candidates.add(new Candidate(other, CONTACT));
            }
            return candidates;
        }

        private List<Candidate> best(SuggestionSource source, List<Candidate> candidates, Set<Long> aside, int limit) {
            candidates.removeIf(candidate -> aside.contains(candidate.person())
                    || isFriend(candidate.person())
                    || isOutOfTheQuestion(candidate.person(), source));
            candidates.sort(STRONGEST);
            return List.copyOf(candidates.subList(0, Math.min(limit, candidates.size())));
        }

        private boolean isFriend(long other) {
            int candidate = graph.person(other);
            return person != FriendGraph.NOT_FOUND
                    && candidate != FriendGraph.NOT_FOUND
                    && graph.areFriends(person, candidate);
        }

        /** Whoever is not known here is asked about when all is put together. */
        private boolean isOutOfTheQuestion(long candidate, SuggestionSource source) {
            PersonFacts facts = people.get(candidate);
            return facts != null && (facts.forbids(source) || band.isAcrossAdulthoodFrom(facts.band(now)));
        }
    }
}
