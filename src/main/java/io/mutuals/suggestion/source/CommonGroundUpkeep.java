package io.mutuals.suggestion.source;

import io.mutuals.contact.ContactsChanged;
import io.mutuals.conversation.ConversationChanged;
import io.mutuals.realtime.Hints;
import io.mutuals.suggestion.memory.CommonGround;
import io.mutuals.suggestion.memory.CommonGroundRepository;
import io.mutuals.suggestion.memory.FriendGraphProperties;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.memory.MemoryUpkeep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what people have in common in memory, unless there is too much of it. */
@Component
@ConditionalOnWebApplication
public class CommonGroundUpkeep extends MemoryUpkeep {

    private static final Logger log = LoggerFactory.getLogger(CommonGroundUpkeep.class);

    private static final String TOPIC = "ground";
    private static final String GROUP = "group:";
    private static final String CONTACTS = "contacts:";

    private final CommonGround ground;
    private final CommonGroundRepository repository;
    private final CandidateSearch search;
    private final FriendGraphProperties properties;

    /** Whether there was more of it, when it was last looked at, than may be read. */
    private volatile boolean isTooMuch;

    CommonGroundUpkeep(
            CommonGround ground,
            CommonGroundRepository repository,
            CandidateSearch search,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            Hints hints) {
        super(
                TOPIC,
                "common-ground",
                "Some of what people have in common is old in memory until all is read again",
                graphs,
                properties,
                hints);
        this.ground = ground;
        this.repository = repository;
        this.search = search;
        this.properties = properties;
    }

    @EventListener
    void on(ConversationChanged changed) {
        if (changed.parts()) {
            tell(List.of(GROUP + changed.conversation()));
        }
    }

    @EventListener
    void on(ContactsChanged changed) {
        tell(List.of(CONTACTS + changed.user()));
    }

    @Override
    protected boolean isLoaded() {
        return ground.isLoaded() || isTooMuch;
    }

    @Override
    protected void readAll() {
        long size = repository.size();
        boolean tooMuch = size > properties.maxInCommon();
        if (tooMuch) {
            ground.clear();
            if (!isTooMuch) {
                log.warn(
                        "There are {} likes, parts in conversations and contacts, more than mutuals.suggestion.graph.max-in-common ({}): Neo4j is asked for them",
                        size,
                        properties.maxInCommon());
            }
        } else {
            readAllOf(size);
        }
        isTooMuch = tooMuch;
    }

    private void readAllOf(long size) {
        long begun = System.nanoTime();
        ground.groups().replace(repository.groups());
        ground.videos().replace(repository.videos());
        ground.contacts().replace(repository.contacts());
        if (!ground.isLoaded()) {
            // The statement that is asked from now on is planned before anybody waits for it.
            search.find(Set.of(), Set.of(0L), 1);
            ground.ready();
            log.info(
                    "What people have in common is in memory: {} groups, {} videos, {} people with contacts, of {} relationships, read in {} ms",
                    ground.groups().things(),
                    ground.videos().things(),
                    ground.contacts().people(),
                    size,
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }

    @Override
    protected void readAgain(Set<String> some) {
        if (ground.isLoaded()) {
            List<Long> groups = numbers(some, GROUP);
            List<Long> people = numbers(some, CONTACTS);
            if (!groups.isEmpty()) {
                repository.groups(groups).forEach(ground.groups()::put);
            }
            if (!people.isEmpty()) {
                repository.contacts(people).forEach(ground.contacts()::put);
            }
        }
    }

    private static List<Long> numbers(Set<String> some, String kind) {
        return some.stream()
                .filter(what -> what.startsWith(kind))
                .map(what -> Long.valueOf(what.substring(kind.length())))
                .toList();
    }

    @Override
    protected void forget() {
        ground.clear();
    }
}
