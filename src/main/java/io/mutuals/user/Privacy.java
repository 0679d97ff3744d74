package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.util.ArrayList;
import java.util.HashMap;
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
     * Stores the viewer's choices, either all of them or, if one is not available at their age, none. Publishes
     * {@link SettingsChanged} after the commit if the effective settings changed.
     *
     * @param choices an enum constant or a boolean by setting
     * @return the reasons why nothing was stored; empty on success
     */
    List<UserError> choose(Viewer viewer, Map<PrivacySetting, Object> choices) {
        Outcome outcome = graph.write("users.choose", transaction -> {
            Optional<PrivacySettings> before = accounts.lockedSettings(transaction, viewer.id());
            if (before.isEmpty()) {
                return new Outcome(List.of(), null);
            }
            List<UserError> errors = new ArrayList<>();
            Map<String, @Nullable Object> stored = new HashMap<>();
            choices.forEach((setting, choice) -> {
                if (!setting.allows(before.get().ageBand(), choice)) {
                    errors.add(UserError.of(
                            AccountErrorCode.LOCKED_BY_AGE,
                            "This choice is not available at your age.",
                            "input",
                            setting.property()));
                }
                stored.put(setting.property(), choice instanceof Enum<?> constant ? constant.name() : choice);
            });
            if (!errors.isEmpty() || stored.isEmpty()) {
                return new Outcome(errors, null);
            }
            PrivacySettings after =
                    accounts.choose(transaction, viewer.id(), stored).orElseThrow();
            return new Outcome(
                    List.of(),
                    after.equals(before.get()) ? null : new SettingsChanged(viewer.userId(), before.get(), after));
        });
        if (outcome.changed() != null) {
            events.publish(outcome.changed());
        }
        return outcome.errors();
    }

    private record Outcome(List<UserError> errors, @Nullable SettingsChanged changed) {}
}
