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

/** Who may do what to a person, as they decide it themselves. */
@Service
class Privacy {

    private final Graph graph;
    private final AccountRepository accounts;
    private final Loader<SettingsKey, PrivacySettings> settings;
    private final Events events;

    Privacy(Graph graph, AccountRepository accounts, Loaders loaders, Events events) {
        this.graph = graph;
        this.accounts = accounts;
        this.settings = loaders.register("settings", accounts::settings);
        this.events = events;
    }

    /** What holds for the viewer; null when no account belongs to them. */
    CompletableFuture<@Nullable PrivacySettings> find(Viewer viewer, DataFetchingEnvironment environment) {
        return settings.find(new SettingsKey(viewer.id()), environment);
    }

    /**
     * Stores what the viewer chose, all of it or, when their age does not leave a choice, nothing.
     *
     * @param choices by setting: an enum constant or a boolean
     */
    List<UserError> choose(Viewer viewer, Map<PrivacySetting, Object> choices) {
        Outcome outcome = graph.write("users.choose", transaction -> {
            Optional<PrivacySettings> before = accounts.lockedSettings(transaction, viewer.id());
            if (before.isEmpty()) {
                return new Outcome(List.of(), null);
            }
            List<UserError> errors = new ArrayList<>();
            Map<String, @Nullable Object> stored = new HashMap<>();
            choices.forEach((setting, wanted) -> {
                if (!setting.allows(before.get().ageBand(), wanted)) {
                    errors.add(UserError.of(
                            AccountErrorCode.LOCKED_BY_AGE,
                            "This choice is for people who are older.",
                            "input",
                            setting.property()));
                }
                stored.put(setting.property(), wanted instanceof Enum<?> name ? name.name() : wanted);
            });
            if (!errors.isEmpty() || stored.isEmpty()) {
                return new Outcome(errors, null);
            }
            PrivacySettings after =
                    accounts.choose(transaction, viewer.id(), stored).orElseThrow();
            return new Outcome(
                    List.of(),
                    after.equals(before.get()) ? null : new SettingsChanged(viewer.id(), before.get(), after));
        });
        if (outcome.changed() != null) {
            events.publish(outcome.changed());
        }
        return outcome.errors();
    }

    private record Outcome(List<UserError> errors, @Nullable SettingsChanged changed) {}
}
