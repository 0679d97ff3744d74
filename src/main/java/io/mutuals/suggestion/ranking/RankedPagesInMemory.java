package io.mutuals.suggestion.ranking;

import io.mutuals.api.UserId;
import io.mutuals.conversation.SharedGroupsInMemory;
import io.mutuals.friend.FriendListsInMemory;
import io.mutuals.friend.PendingRequests;
import io.mutuals.friend.PendingRequestsInMemory;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.suggestion.evidence.EvidenceFacts;
import io.mutuals.suggestion.evidence.EvidenceInMemory;
import io.mutuals.suggestion.evidence.EvidenceRules;
import io.mutuals.suggestion.evidence.ExclusionRules;
import io.mutuals.suggestion.evidence.FriendsByName;
import io.mutuals.suggestion.evidence.GroupsOfViewer;
import io.mutuals.suggestion.evidence.SuggestionEvidence;
import io.mutuals.suggestion.evidence.ViewerTies;
import io.mutuals.suggestion.feedback.DismissalsInMemory;
import io.mutuals.suggestion.ranking.PeopleRepository.Candidacy;
import io.mutuals.suggestion.ranking.PeopleRepository.People;
import io.mutuals.suggestion.ranking.PeopleRepository.Person;
import io.mutuals.user.HiddenUsers;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people on pages of rankings that {@link PeopleRepository} would read, from memory. Thread-safe. */
@Component
public class RankedPagesInMemory {

    private final UsersInMemory users;
    private final FriendListsInMemory friends;
    private final PendingRequestsInMemory requests;
    private final DismissalsInMemory dismissals;
    private final SharedGroupsInMemory groups;
    private final EvidenceInMemory evidence;
    private final EvidenceRules rules;
    private final InstantSource clock;

    RankedPagesInMemory(
            UsersInMemory users,
            FriendListsInMemory friends,
            PendingRequestsInMemory requests,
            DismissalsInMemory dismissals,
            SharedGroupsInMemory groups,
            EvidenceInMemory evidence,
            EvidenceRules rules,
            InstantSource clock) {
        this.users = users;
        this.friends = friends;
        this.requests = requests;
        this.dismissals = dismissals;
        this.groups = groups;
        this.evidence = evidence;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Returns the people on a page; null if the lookup is not complete. If memory cannot answer for some candidates,
     * the page knows the others afterwards, so that the statement reads no more than those.
     */
    public @Nullable People page(RankedPage page, Lookup lookup) {
        ViewerTies viewer = viewer(new UserId(page.viewer()), lookup);
        if (viewer == null) {
            return lookup.isComplete() ? page.cut((int index) -> null) : noted(page, lookup);
        }
        Answers answers = new Answers(page);
        for (int index = page.begin(); isWanted(page, index, answers.possible, lookup); index++) {
            Lookup part = lookup.part();
            answers.add(index, person(viewer, page.at(index), part), part.isComplete());
        }
        if (!lookup.isComplete()) {
            return null;
        }
        if (!answers.allKnown) {
            page.know(answers.known());
            lookup.giveUp();
            return null;
        }
        return page.cut((int index) -> answers.people[index]);
    }

    /** Looks at no more places than the page needs; once entries are missing, also at those that it may need then. */
    private static boolean isWanted(RankedPage page, int index, int possible, Lookup lookup) {
        return index < page.places()
                && (page.isCounted() || possible < page.enough() || (!lookup.isComplete() && index < page.likelyEnd()));
    }

    private @Nullable ViewerTies viewer(UserId viewer, Lookup lookup) {
        UserFacts facts = users.user(viewer.value(), lookup);
        HiddenUsers hidden = users.hidden(viewer.value(), lookup);
        TimedIds own = friends.friends(viewer, lookup);
        PendingRequests pending = requests.requests(viewer, lookup);
        TimedIds dismissed = dismissals.dismissals(viewer, lookup);
        if (facts == null || hidden == null || own == null || pending == null || dismissed == null) {
            return null;
        }
        Instant now = clock.instant();
        return new ViewerTies(
                viewer,
                facts,
                facts.ageBand(now),
                hidden,
                pending,
                dismissed,
                new FriendsByName(own, users),
                new GroupsOfViewer(viewer, groups),
                now);
    }

    /** Notes the entries of likely candidates as missing, as far as they are. */
    private @Nullable People noted(RankedPage page, Lookup lookup) {
        for (int index = page.begin(); index < page.likelyEnd(); index++) {
            Lookup part = lookup.part();
            long candidate = page.at(index).candidate();
            users.user(candidate, part);
            friends.friends(new UserId(candidate), part);
        }
        return null;
    }

    /**
     * Returns a candidate with the evidence for them; null if they may not be suggested, or the part is not complete.
     */
    private @Nullable Person person(ViewerTies viewer, Candidacy candidacy, Lookup part) {
        if (!ExclusionRules.maySuggest(viewer, candidacy.candidate())) {
            return null;
        }
        UserFacts facts = users.user(candidacy.candidate(), part);
        if (facts == null || facts.user() == null) {
            friends.friends(new UserId(candidacy.candidate()), part);
            return null;
        }
        if (!ExclusionRules.maySuggest(viewer, facts.ageBand(viewer.now()))) {
            return null;
        }
        UserId candidate = new UserId(candidacy.candidate());
        EvidenceFacts found = evidence.of(viewer, candidate, facts, candidacy.sources(), part);
        SuggestionEvidence enough = part.isComplete() ? rules.evidence(found) : null;
        return enough == null ? null : new Person(facts.user(), enough);
    }

    /** What is known of the places of a page. */
    private static final class Answers {

        private final RankedPage page;
        private final @Nullable Person[] people;
        private final boolean[] isKnown;
        private boolean allKnown = true;
        private int possible;

        Answers(RankedPage page) {
            this.page = page;
            this.people = new Person[page.places()];
            this.isKnown = new boolean[page.places()];
        }

        void add(int index, @Nullable Person person, boolean known) {
            people[index] = person;
            isKnown[index] = known;
            allKnown &= known;
            possible += person != null || !known ? 1 : 0;
        }

        Map<Candidacy, Optional<Person>> known() {
            Map<Candidacy, Optional<Person>> known = new HashMap<>();
            for (int index = 0; index < people.length; index++) {
                if (isKnown[index]) {
                    known.put(page.at(index), Optional.ofNullable(people[index]));
                }
            }
            return known;
        }
    }
}
