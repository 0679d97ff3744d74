package io.mutuals.suggestion.memory;

import io.mutuals.changelog.ChangeFollower;
import io.mutuals.changelog.Fact;
import io.mutuals.friend.PendingRequestsInMemory;
import io.mutuals.user.UsersInMemory;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Keeps the {@linkplain PersonFacts facts} of all users in memory up to date. */
@Component
@ConditionalOnWebApplication
public class PeopleUpkeep extends MemoryUpkeep {

    private final PeopleInMemory memory;
    private final PeopleFactsRepository repository;

    PeopleUpkeep(
            PeopleInMemory memory,
            PeopleFactsRepository repository,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            ChangeFollower follower) {
        super(
                Set.of(UsersInMemory.USER, PendingRequestsInMemory.KIND),
                "people-facts",
                "Some facts about users in memory are out of date until they can be read again",
                graphs,
                properties,
                follower);
        this.memory = memory;
        this.repository = repository;
    }

    @Override
    protected boolean isLoaded() {
        return memory.isLoaded();
    }

    @Override
    protected void readAll() {
        PeopleInMemory.Draft draft = new PeopleInMemory.Draft();
        repository.ofAll(draft::add);
        memory.replace(draft);
    }

    @Override
    protected void readAgain(Set<Fact> facts) {
        repository.of(facts.stream().map(Fact::id).collect(Collectors.toSet())).forEach(memory::put);
    }

    @Override
    protected void forget() {
        memory.clear();
    }
}
