package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads and changes the viewer's privacy settings. */
@Service
class Privacy {

    private final Graph graph;
    private final AccountRepository accounts;
    private final Loader<SettingsKey, PrivacySettings> settings;
    private final Events events;

    Privacy(Graph graph, AccountRepository accounts, UsersInMemory memory, Loaders loaders, Events events) {
        this.graph = graph;
        this.accounts = accounts;
        this.settings = loaders.register("settings", accounts::settings, memory::settings);
        this.events = events;
    }

    /** Returns the viewer's effective settings; null if the viewer has no account. */
    CompletableFuture<@Nullable PrivacySettings> find(Viewer viewer, DataFetchingEnvironment environment) {
        return settings.find(new SettingsKey(viewer.id()), environment);
    }

    /**
     * Stores the viewer's choices, either all of them or, if one is not available at their age or looser than a
     * guardian permits, none. Publishes {@link SettingsChanged} after the commit if the effective settings changed.
     *
     * @return the reasons why nothing was stored; empty on success
     */
    List<UserError> choose(Viewer viewer, SettingChoices choices) {
        Outcome outcome = graph.write("users.choose", transaction -> {
            Optional<GuardedSettings.LockedSettings> locked = accounts.lockedWithLimits(transaction, viewer.id());
            if (locked.isEmpty()) {
                return new Outcome(List.of(), null);
            }
            PrivacySettings before = locked.get().effective();
            List<UserError> errors = refusals(locked.get(), choices);
            if (!errors.isEmpty() || choices.isEmpty()) {
                return new Outcome(errors, null);
            }
            PrivacySettings after =
                    accounts.choose(transaction, viewer.id(), choices.stored()).orElseThrow();
            return new Outcome(
                    List.of(), after.equals(before) ? null : new SettingsChanged(viewer.userId(), before, after));
        });
        if (outcome.changed() != null) {
            events.publish(outcome.changed());
        }
        return outcome.errors();
    }

    private static List<UserError> refusals(GuardedSettings.LockedSettings locked, SettingChoices choices) {
        List<UserError> errors = new ArrayList<>();
        Map<PrivacySetting, Object> looser = locked.looser(choices);
        choices.values().forEach((setting, choice) -> {
            if (!setting.allows(locked.effective().ageBand(), choice)) {
                errors.add(UserError.of(
                        AccountErrorCode.LOCKED_BY_AGE,
                        "This choice is not available at your age.",
                        "input",
                        setting.property()));
            } else if (looser.containsKey(setting)) {
                errors.add(UserError.of(
                        AccountErrorCode.LOCKED_BY_GUARDIAN,
                        "Your guardian has to permit this; you can ask with requestSettings.",
                        "input",
                        setting.property()));
            }
        });
        return errors;
    }

    private record Outcome(List<UserError> errors, @Nullable SettingsChanged changed) {}
}
