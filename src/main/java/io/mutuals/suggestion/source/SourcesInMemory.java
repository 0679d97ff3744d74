package io.mutuals.suggestion.source;

import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.AdamicAdar;
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
 * Searches in memory the sources other than friends of friends, with the result that {@link CandidateSource}s have in
 * Neo4j.
 *
 * <p>Newcomers cannot be searched here: viewers who may be one are left to {@link CandidateSearch}, with all of their
 * sources. Thread-safe.
 */
@Component
public class SourcesInMemory {

    /** The evidence of a contact, which the two share with no one else. */
    private static final double CONTACT = AdamicAdar.weight(2) / AdamicAdar.UNITS_PER_POINT;

    /** The sources that need the common ground. */
    private static final Set<SuggestionSource> ON_COMMON_GROUND =
            EnumSet.of(SuggestionSource.SHARED_CONVERSATIONS, SuggestionSource.VIDEO_TASTE, SuggestionSource.CONTACTS);

    private static final Comparator<Candidate> STRONGEST =
            Comparator.comparingDouble(Candidate::evidence).reversed().thenComparingLong(Candidate::person);

    private final FriendGraphs graphs;
    private final CommonGround commonGround;
    private final PeopleInMemory people;
    private final SourceProperties properties;

    SourcesInMemory(
            FriendGraphs graphs, CommonGround commonGround, PeopleInMemory people, SourceProperties properties) {
        this.graphs = graphs;
        this.commonGround = commonGround;
        this.people = people;
        this.properties = properties;
    }

    /**
     * Returns the sources of a viewer; null unless everything that they need is in memory.
     *
     * @param sources the sources to search; friends of friends are skipped
     */
    @Nullable
    public ViewerSources forViewer(long viewer, Set<SuggestionSource> sources, Instant now) {
        FriendGraph graph = graphs.current().orElse(null);
        PersonFacts facts = people.isLoaded() ? people.get(viewer) : null;
        if (graph == null
                || facts == null
                || (!commonGround.isLoaded() && !Collections.disjoint(sources, ON_COMMON_GROUND))) {
            return null;
        }
        int person = graph.person(viewer);
        boolean isNew = person == FriendGraph.NOT_FOUND || graph.degree(person) < properties.newcomerFriends();
        return isNew && sources.contains(SuggestionSource.NEW_HERE)
                ? null
                : new ViewerSources(viewer, graph, person, facts.band(now), sources, now);
    }

    /** A viewer's sources, to be searched any number of times on the friend graph of one moment. */
    public final class ViewerSources {

        private final long id;
        private final FriendGraph graph;
        private final int person;
        private final AgeBand band;
        private final Set<SuggestionSource> sources;
        private final Instant now;

        private ViewerSources(
                long id, FriendGraph graph, int person, AgeBand band, Set<SuggestionSource> sources, Instant now) {
            this.id = id;
            this.graph = graph;
            this.person = person;
            this.band = band;
            this.sources = sources;
            this.now = now;
        }

        /**
         * Returns the candidates by source, the strongest evidence first, ties by smaller id; without friends and users
         * whose settings forbid the source.
         *
         * @param aside the users who may not be suggested, other than friends
         * @param hidden the users hidden from the viewer; likes of their videos are no evidence
         * @param limit the most candidates of each source, at least 1
         */
        public Map<SuggestionSource, List<Candidate>> candidates(Set<Long> aside, Set<Long> hidden, int limit) {
            Map<SuggestionSource, List<Candidate>> found = new EnumMap<>(SuggestionSource.class);
            for (SuggestionSource source : sources) {
                switch (source) {
                    case SHARED_CONVERSATIONS ->
                        found.put(
                                source, best(source, sharing(commonGround.groups(), 1, owner -> false), aside, limit));
                    case VIDEO_TASTE ->
                        found.put(
                                source,
                                best(
                                        source,
                                        sharing(commonGround.videos(), properties.commonLikes(), hidden::contains),
                                        aside,
                                        limit));
                    case CONTACTS -> found.put(source, best(source, contacts(), aside, limit));
                    case FRIENDS_OF_FRIENDS, NEW_HERE -> {}
                }
            }
            return found;
        }

        private List<Candidate> sharing(SharedInterestIndex things, int atLeast, LongPredicate isSkipped) {
            List<Candidate> candidates = new ArrayList<>();
            for (Map.Entry<Long, SharedInterests> other :
                    things.with(id, isSkipped).entrySet()) {
                if (other.getValue().count() >= atLeast) {
                    candidates.add(
                            new Candidate(other.getKey(), other.getValue().weight() / AdamicAdar.UNITS_PER_POINT));
                }
            }
            return candidates;
        }

        private List<Candidate> contacts() {
            List<Candidate> candidates = new ArrayList<>();
            for (long other : commonGround.contacts().of(id)) {
                candidates.add(new Candidate(other, CONTACT));
            }
            return candidates;
        }

        private List<Candidate> best(SuggestionSource source, List<Candidate> candidates, Set<Long> aside, int limit) {
            candidates.removeIf(candidate -> aside.contains(candidate.person())
                    || isFriend(candidate.person())
                    || isExcluded(candidate.person(), source));
            candidates.sort(STRONGEST);
            return List.copyOf(candidates.subList(0, Math.min(limit, candidates.size())));
        }

        private boolean isFriend(long other) {
            int candidate = graph.person(other);
            return person != FriendGraph.NOT_FOUND
                    && candidate != FriendGraph.NOT_FOUND
                    && graph.areFriends(person, candidate);
        }

        /** A candidate without facts in memory is decided once the ranking is put together. */
        private boolean isExcluded(long candidate, SuggestionSource source) {
            PersonFacts facts = people.get(candidate);
            return facts != null && (facts.forbids(source) || band.isAcrossAdulthoodFrom(facts.band(now)));
        }
    }
}
