package io.mutuals.suggestion;

import io.mutuals.friend.FriendRequestDropped;
import io.mutuals.friend.FriendRequestSent;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.friend.UserBlocked;
import io.mutuals.realtime.Hints;
import io.mutuals.user.SettingsChanged;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the facts of people in memory, as long as the friend graph is there: reads everybody, then again whomever a hint names, and now
 * and then everybody, for hints that were lost.
 *
 * <p>One thread does all of it. A change is hinted at after its commit, so whoever changes while everybody is read is read again
 * afterwards.
 */
@Component
@ConditionalOnWebApplication
class PeopleUpkeep extends BackgroundLoop {

    static final String TOPIC = "people";

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int TOGETHER = 500;

    private final PeopleInMemory memory;
    private final PeopleFactsRepository repository;
    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final Hints hints;
    private final BlockingQueue<Long> changed = new LinkedBlockingQueue<>(100_000);
    private long due;

    PeopleUpkeep(
            PeopleInMemory memory,
            PeopleFactsRepository repository,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            Hints hints) {
        super("people-facts", "Some facts of people in memory are old until everybody is read again");
        this.memory = memory;
        this.repository = repository;
        this.graphs = graphs;
        this.properties = properties;
        this.hints = hints;
        hints.listen(TOPIC, this::heard);
    }

    @EventListener
    void on(FriendRequestSent sent) {
        tell(sent.to());
    }

    @EventListener
    void on(FriendRequestDropped dropped) {
        tell(dropped.to());
    }

    @EventListener
    void on(FriendshipFormed formed) {
        tell(formed.one(), formed.other());
    }

    @EventListener
    void on(UserBlocked blocked) {
        tell(blocked.by(), blocked.blocked());
    }

    @EventListener
    void on(SettingsChanged settings) {
        tell(settings.user());
    }

    private void tell(long... people) {
        hints.tell(TOPIC, LongStream.of(people).mapToObj(Long::toString).collect(Collectors.joining(" ")));
    }

    private void heard(String hint) {
        if (graphs.current().isPresent()) {
            Stream.of(hint.split(" ")).map(Long::valueOf).forEach(changed::offer);
        }
    }

    @Override
    protected void step() throws InterruptedException {
        long now = System.nanoTime();
        if (graphs.current().isEmpty()) {
            changed.clear();
            Thread.sleep(LOOK);
        } else if (!memory.isLoaded() || now - due >= 0) {
            loadOrPause();
        } else if (changed.poll(Math.min(due - now, LOOK.toNanos()), TimeUnit.NANOSECONDS) instanceof Long first) {
            Set<Long> people = new HashSet<>(Set.of(first));
            changed.drainTo(people, TOGETHER - 1);
            reread(people);
        }
    }

    private void loadOrPause() throws InterruptedException {
        try {
            load();
            due = System.nanoTime() + properties.factsReload().toNanos();
        } catch (RuntimeException failed) {
            Thread.sleep(RETRY);
            throw failed;
        }
    }

    /** Reads everybody. */
    void load() {
        PeopleInMemory.Draft everybody = new PeopleInMemory.Draft();
        repository.ofAll(everybody::add);
        memory.replace(everybody);
        if (graphs.current().isEmpty()) {
            memory.clear();
        }
    }

    private void reread(Set<Long> people) {
        try {
            repository.of(people).forEach(memory::put);
        } catch (RuntimeException failed) {
            // Whoever has changed is found when everybody is read.
            due = System.nanoTime();
            throw failed;
        }
    }
}
