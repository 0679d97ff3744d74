package io.mutuals.user;

import io.mutuals.changelog.Fact;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Entries;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.Lookup;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The users in memory, with the settings that decide who sees what of them, and who is hidden from whom. Thread-safe.
 */
@Component
public class UsersInMemory {

    /** The kind of the facts about users in the change log. */
    public static final String USER = "user";

    /** The kind of the facts in the change log about who is absent. */
    static final String ABSENT = "absent";

    private static final String HIDDEN = "hidden";

    private final Entries<UserFacts> users;
    private final Entries<HiddenUsers> hidden;
    private final Entries<IdSet> absent;
    private final InstantSource clock;

    UsersInMemory(Loaders loaders, UserFactsRepository repository, InstantSource clock) {
        this.clock = clock;
        this.users = loaders.entries(USER, UserFacts::weight, repository::users);
        this.hidden = loaders.entries(HIDDEN, HiddenUsers::weight, repository::hidden);
        this.absent = loaders.entries(ABSENT, IdSet::weight, repository::absent);
    }

    /** Returns the fact that changes with profile, age and settings of a user, and when one is created. */
    public static Fact user(long user) {
        return new Fact(USER, user);
    }

    /** Returns the fact that changes when a user blocks, or is blocked; a block changes it for both. */
    public static Fact hidden(long user) {
        return new Fact(HIDDEN, user);
    }

    /** Returns the fact that changes when a user becomes absent, or comes back; {@link #user} changes as well. */
    static Fact absent(long user) {
        return new Fact(ABSENT, AbsentUsers.part(user));
    }

    /**
     * Returns the facts about a user; null if there is no such user, the user is absent, or the lookup lacks the entry.
     */
    public @Nullable UserFacts user(long user, Lookup lookup) {
        UserFacts facts = lookup.find(users, user);
        return facts == null || facts.user() == null ? null : facts;
    }

    /** Returns the users hidden from a user; null if the lookup lacks the entry. */
    public @Nullable HiddenUsers hidden(long user, Lookup lookup) {
        HiddenUsers blocks = lookup.find(hidden, user);
        return blocks == null ? null : blocks.with(AbsentUsers.of(absent, lookup));
    }

    /** Returns a user as the key's viewer sees them; null if hidden or missing, or if the lookup lacks an entry. */
    @Nullable
    User seen(UserKey key, Lookup lookup) {
        UserFacts viewer = user(key.viewer().value(), lookup);
        HiddenUsers hiddenFromViewer = hidden(key.viewer().value(), lookup);
        UserFacts other = user(key.user().value(), lookup);
        if (viewer == null || hiddenFromViewer == null || other == null) {
            return null;
        }
        // One who is absent has no facts.
        return hiddenFromViewer.isBlocked(key.user().value()) ? null : other.user();
    }

    /** Returns the effective settings of a user; null if there is no such user, or if the lookup lacks the entry. */
    @Nullable
    PrivacySettings settings(SettingsKey key, Lookup lookup) {
        UserFacts facts = user(key.user(), lookup);
        return facts == null ? null : facts.settings(clock.instant());
    }
}
