package io.mutuals.suggestion.memory;

import io.mutuals.friend.FriendRequestDropped;
import io.mutuals.friend.FriendRequestSent;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.friend.UserBlocked;
import io.mutuals.realtime.Hints;
import io.mutuals.user.SettingsChanged;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the {@linkplain PersonFacts facts} of all users in memory up to date. */
@Component
@ConditionalOnWebApplication
public class PeopleUpkeep extends MemoryUpkeep {

    static final String TOPIC = "people";

    private final PeopleInMemory memory;
    private final PeopleFactsRepository repository;

    PeopleUpkeep(
            PeopleInMemory memory,
            PeopleFactsRepository repository,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            Hints hints) {
        super(
                TOPIC,
                "people-facts",
                "Some facts about users in memory are out of date until all of them are read again",
                graphs,
                properties,
                hints);
        this.memory = memory;
        this.repository = repository;
    }

    @EventListener
    void on(FriendRequestSent sent) {
        announce(sent.to().value());
    }

    @EventListener
    void on(FriendRequestDropped dropped) {
        announce(dropped.to().value());
    }

    @EventListener
    void on(FriendshipFormed formed) {
        announce(formed.one().value(), formed.other().value());
    }

    @EventListener
    void on(UserBlocked blocked) {
        announce(blocked.by().value(), blocked.blocked().value());
    }

    @EventListener
    void on(SettingsChanged settings) {
        announce(settings.user().value());
    }

    private void announce(long... people) {
        tell(LongStream.of(people).mapToObj(Long::toString).toList());
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
    protected void readAgain(Set<String> people) {
        repository.of(people.stream().map(Long::valueOf).toList()).forEach(memory::put);
    }

    @Override
    protected void forget() {
        memory.clear();
    }
}
