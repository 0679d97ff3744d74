package io.mutuals.user;

import io.mutuals.api.UserId;
import io.mutuals.background.BackgroundLoop;
import io.mutuals.changelog.ChangeFollower;
import io.mutuals.changelog.Changes;
import io.mutuals.changelog.Fact;
import io.mutuals.security.Absences;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Knows on every replica who may not use the API because their account is deactivated, without a statement for each
 * request.
 *
 * <p>It follows the change log. So an absence that began through another replica is known here after
 * {@code mutuals.changelog.follow-every}; it hides the user from others at once, because that is decided by
 * {@link Visibility}. Of a user who seems absent Neo4j is asked, so nothing is refused to one who has returned.
 * Thread-safe.
 */
@Component
class AbsentAccounts extends BackgroundLoop implements Absences {

    private static final Logger log = LoggerFactory.getLogger(AbsentAccounts.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Stands for all parts. */
    private static final long ALL = -1;

    private final DepartureRepository repository;
    private final IdentityRepository identities;
    private final ObjectProvider<ChangeFollower> follower;
    private final Set<Long> absent = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Long> changed = new LinkedBlockingQueue<>();
    private final Consumer<Changes> listener = this::add;

    AbsentAccounts(
            DepartureRepository repository, IdentityRepository identities, ObjectProvider<ChangeFollower> follower) {
        super("accounts-absent", "Some deactivated accounts are told so with another code until Neo4j can be read");
        this.repository = repository;
        this.identities = identities;
        this.follower = follower;
    }

    @Override
    public boolean isAbsent(UserId user) {
        if (!absent.contains(user.value())) {
            return false;
        }
        boolean still = repository.isAbsent(user.value());
        if (!still) {
            absent.remove(user.value());
        }
        return still;
    }

    /** Notes that a user may be absent, before the change log tells so. */
    void left(long user) {
        absent.add(user);
    }

    private void add(Changes changes) {
        if (!changes.complete()) {
            changed.add(ALL);
        }
        for (Fact fact : changes.facts()) {
            if (fact.kind().equals(UsersInMemory.ABSENT)) {
                changed.add(fact.id());
            } else if (fact.kind().equals(ErasedAccount.ERASED)) {
                identities.forget(new UserId(fact.id()));
            }
        }
    }

    /** Reads who is absent before the server accepts requests. */
    @Override
    public void start() {
        ChangeFollower changes = follower.getIfAvailable();
        if (changes == null) {
            return;
        }
        changes.listen(listener);
        try {
            read(ALL);
        } catch (RuntimeException failed) {
            log.warn("Deactivated accounts could not be read; trying again in the background", failed);
            changed.add(ALL);
        }
        super.start();
    }

    @Override
    public int getPhase() {
        return AROUND_REQUESTS;
    }

    @Override
    protected void step() throws InterruptedException {
        Long part = changed.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (part == null) {
            return;
        }
        try {
            read(part);
        } catch (RuntimeException failed) {
            changed.add(part);
            Thread.sleep(RETRY);
            throw failed;
        }
    }

    private void read(long part) {
        Set<Long> now = repository.absent(part == ALL ? null : part);
        absent.removeIf(user -> (part == ALL || AbsentUsers.part(user) == part) && !now.contains(user));
        absent.addAll(now);
    }
}
