package io.mutuals.user;

import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Changes that guardians make to the privacy settings of their wards. A guardian sets limits: the ward cannot choose a
 * setting that is looser than its limit. Limits are properties of the ward, and count only while a {@link Guardianship}
 * holds.
 *
 * <p>Runs inside transactions, which lock the ward, as the last of their statements. Callers publish what an outcome
 * names after the commit. Thread-safe.
 */
@Service
public class GuardedSettings {

    private final AccountRepository accounts;

    GuardedSettings(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /**
     * Makes choices the limits of their settings, and stores those that are at most as loose as the effective settings,
     * either all of them or none. A choice that is looser than its limit is refused with {@code NOT_TIGHTER}, one that
     * is not available at the ward's age with {@code LOCKED_BY_AGE}.
     */
    public Outcome tighten(Graph.Transaction transaction, UserId ward, SettingChoices choices) {
        Optional<LockedSettings> locked = accounts.lockedWithLimits(transaction, ward.value());
        if (locked.isEmpty()) {
            return Outcome.NOTHING;
        }
        PrivacySettings before = locked.get().effective();
        List<UserError> errors = new ArrayList<>();
        Map<String, @Nullable Object> stored = new HashMap<>();
        Map<PrivacySetting, Object> looser = locked.get().looser(choices);
        choices.values().forEach((setting, choice) -> {
            if (!setting.allows(before.ageBand(), choice)) {
                errors.add(lockedByAge(setting));
            } else if (looser.containsKey(setting)) {
                errors.add(UserError.of(
                        AccountErrorCode.NOT_TIGHTER,
                        "This is looser than what is locked; unlock it with releaseSettings.",
                        "input",
                        "settings",
                        setting.property()));
            }
            stored.put(setting.limitProperty(), SettingChoices.stored(choice));
            if (!setting.isLooser(choice, before.value(setting))) {
                stored.put(setting.property(), SettingChoices.stored(choice));
            }
        });
        return store(transaction, ward, before, stored, errors);
    }

    /**
     * Stores choices of the ward that a guardian approved, and moves the limits that forbade them. A choice that is not
     * available at the ward's age is refused with {@code LOCKED_BY_AGE}, and nothing is stored.
     */
    public Outcome loosen(Graph.Transaction transaction, UserId ward, SettingChoices choices) {
        Optional<LockedSettings> locked = accounts.lockedWithLimits(transaction, ward.value());
        if (locked.isEmpty()) {
            return Outcome.NOTHING;
        }
        PrivacySettings before = locked.get().effective();
        List<UserError> errors = againstAge(before.ageBand(), choices);
        Map<String, @Nullable Object> stored = new HashMap<>(choices.stored());
        locked.get()
                .looser(choices)
                .forEach((setting, choice) -> stored.put(setting.limitProperty(), SettingChoices.stored(choice)));
        return store(transaction, ward, before, stored, errors);
    }

    /** Removes limits. The settings stay as they are. */
    public Outcome release(Graph.Transaction transaction, UserId ward, Collection<PrivacySetting> settings) {
        Optional<LockedSettings> locked = accounts.lockedWithLimits(transaction, ward.value());
        if (locked.isEmpty() || settings.isEmpty()) {
            return Outcome.NOTHING;
        }
        Map<String, @Nullable Object> stored = new HashMap<>();
        settings.forEach(setting -> stored.put(setting.limitProperty(), null));
        return store(transaction, ward, locked.get().effective(), stored, List.of());
    }

    /** Removes all limits of locked users, who have no guardian any more. Their settings stay as they are. */
    public void releaseAll(Graph.Transaction transaction, Collection<UserId> users) {
        accounts.removeLimits(
                transaction, users.stream().map(UserId::value).sorted().toList());
    }

    /**
     * Locks a user, and returns what keeps them from choosing {@code choices}: choices that are not available at their
     * age, as errors, and those that are looser than their limits; empty if there is no such user. Changes nothing.
     */
    public Optional<Obstacles> obstacles(Graph.Transaction transaction, UserId user, SettingChoices choices) {
        return accounts.lockedWithLimits(transaction, user.value())
                .map(locked -> new Obstacles(
                        locked.isGuarded(),
                        againstAge(locked.effective().ageBand(), choices),
                        new SettingChoices(locked.looser(choices))));
    }

    private Outcome store(
            Graph.Transaction transaction,
            UserId ward,
            PrivacySettings before,
            Map<String, @Nullable Object> stored,
            List<UserError> errors) {
        if (!errors.isEmpty() || stored.isEmpty()) {
            return new Outcome(errors, null);
        }
        PrivacySettings after =
                accounts.choose(transaction, ward.value(), stored).orElseThrow();
        return new Outcome(List.of(), after.equals(before) ? null : new SettingsChanged(ward, before, after));
    }

    private static List<UserError> againstAge(AgeBand band, SettingChoices choices) {
        return choices.values().entrySet().stream()
                .filter(choice -> !choice.getKey().allows(band, choice.getValue()))
                .map(choice -> lockedByAge(choice.getKey()))
                .toList();
    }

    private static UserError lockedByAge(PrivacySetting setting) {
        return UserError.of(
                AccountErrorCode.LOCKED_BY_AGE,
                "This choice is not available at the age of the user.",
                "input",
                "settings",
                setting.property());
    }

    /**
     * What a change did.
     *
     * @param errors the reasons why nothing was stored; empty on success
     * @param changed to be published after the commit; null if the effective settings did not change
     */
    public record Outcome(List<UserError> errors, @Nullable SettingsChanged changed) {

        static final Outcome NOTHING = new Outcome(List.of(), null);
    }

    /**
     * What keeps a user from choosing settings.
     *
     * @param isGuarded whether the user has a guardian
     * @param byAge refusals of choices that are not available at their age
     * @param beyondLimits the choices that only a guardian can permit
     */
    public record Obstacles(boolean isGuarded, List<UserError> byAge, SettingChoices beyondLimits) {}

    /**
     * The settings of a locked user.
     *
     * @param limits the limits that count; none without a guardian
     */
    record LockedSettings(PrivacySettings effective, SettingChoices limits, boolean isGuarded) {

        /** Returns the choices that are looser than their limits. */
        Map<PrivacySetting, Object> looser(SettingChoices choices) {
            Map<PrivacySetting, Object> looser = new EnumMap<>(PrivacySetting.class);
            choices.values().forEach((setting, choice) -> {
                @Nullable Object limit = limits.values().get(setting);
                if (limit != null && setting.isLooser(choice, limit)) {
                    looser.put(setting, choice);
                }
            });
            return looser;
        }
    }
}
