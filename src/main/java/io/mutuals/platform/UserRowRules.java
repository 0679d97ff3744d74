package io.mutuals.platform;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import io.mutuals.platform.KeyedRows.Candidate;
import io.mutuals.platform.KeyedRows.Written;
import io.mutuals.security.Identity;
import io.mutuals.security.TokenProperties;
import io.mutuals.security.Viewer;
import io.mutuals.user.ToldDepartures;
import io.mutuals.user.ToldDepartures.Obstacle;
import io.mutuals.user.ToldUsers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The rules of {@code putUsers}. A key that is new names the account with the identity of its row, if that account has
 * no other key: its user joined before the platform told of them. A row takes a removal of the user by the platform
 * back, and no deletion by the user. Thread-safe.
 */
@Component
class UserRowRules implements KeyedRows.Rules<UserRow> {

    private final ToldUsers users;
    private final ToldDepartures departures;
    private final PlatformKeys keys;
    private final TokenProperties tokens;
    private final Ids ids;

    UserRowRules(ToldUsers users, ToldDepartures departures, PlatformKeys keys, TokenProperties tokens, Ids ids) {
        this.departures = departures;
        this.tokens = tokens;
        this.users = users;
        this.keys = keys;
        this.ids = ids;
    }

    @Override
    public String name() {
        return "platform.putUsers";
    }

    @Override
    public List<UserError> check(UserRow row, int index) {
        List<UserError> errors =
                new ArrayList<>(RowErrors.at(index, users.check(row.told()).errors()));
        UserRow.IdentityInput identity = row.identity();
        if (identity != null && !Identity.isSubject(identity.subject())) {
            errors.add(RowErrorCode.INVALID_IDENTITY.of(index, "identity", "A subject has 1 to 255 characters."));
        } else if (identity != null && tokens.userIdSubjects() && Viewer.USER_ID.matches(identity.subject())) {
            errors.add(RowErrorCode.INVALID_IDENTITY.of(
                    index, "identity", "A subject that is a user id of the API signs in as that user already."));
        }
        return errors;
    }

    @Override
    public Written write(Graph.Transaction transaction, List<Candidate<UserRow>> rows) {
        Map<Integer, ToldUsers.Checked> checked = new HashMap<>();
        rows.forEach(each -> checked.put(each.index(), users.check(each.row().told())));
        Map<String, Long> holders = users.holders(
                transaction,
                checked.values().stream().map(ToldUsers.Checked::handle).toList());
        List<Identity> identities = rows.stream()
                .map(each -> each.row().told().identity())
                .filter(Objects::nonNull)
                .toList();
        Map<Identity, Long> signedIn =
                identities.isEmpty() ? new HashMap<>() : users.lockIdentities(transaction, identities);
        Set<Long> withKeys = keys.usersWithKeys(transaction, signedIn.values());
        Map<Long, Obstacle> obstacles = departures.obstacles(
                transaction,
                Stream.concat(rows.stream().map(Candidate::number).filter(Objects::nonNull), signedIn.values().stream())
                        .toList());
        List<Long> restored = new ArrayList<>();
        Map<Integer, Long> numbers = new HashMap<>();
        Map<Integer, List<UserError>> refused = new HashMap<>();
        List<ToldUsers.Row> written = new ArrayList<>();
        for (Candidate<UserRow> each : rows) {
            ToldUsers.Checked told = Objects.requireNonNull(checked.get(each.index()));
            Identity identity = each.row().told().identity();
            Long signsIn = identity == null ? null : signedIn.get(identity);
            boolean isAdopted = each.number() == null && signsIn != null && !withKeys.contains(signsIn);
            Long existing = isAdopted ? signsIn : each.number();
            Obstacle obstacle = existing == null ? null : obstacles.get(existing);
            if (obstacle == Obstacle.DELETED) {
                refused.put(each.index(), List.of(ofDeleted(each.index())));
                continue;
            }
            if (obstacle == Obstacle.ERASED) {
                existing = null;
            }
            Long holder = holders.get(told.handle());
            if (holder != null && !holder.equals(existing)) {
                refused.put(each.index(), List.of(conflict(each.index())));
                continue;
            }
            if (signsIn != null && !signsIn.equals(existing)) {
                refused.put(
                        each.index(),
                        List.of(RowErrorCode.IDENTITY_TAKEN.of(
                                each.index(), "identity", "This identity signs in as another user.")));
                continue;
            }
            if (obstacle == Obstacle.REMOVED) {
                restored.add(existing);
            }
            long number = existing == null ? ids.next() : existing;
            holders.values().removeIf(user -> user == number);
            holders.put(told.handle(), number);
            withKeys.add(number);
            if (identity != null) {
                signedIn.put(identity, number);
            }
            numbers.put(each.index(), number);
            written.add(new ToldUsers.Row(new UserId(number), told.properties(), identity));
        }
        List<Fact> facts = new ArrayList<>();
        if (!restored.isEmpty()) {
            facts.addAll(departures.restore(transaction, restored));
        }
        if (written.isEmpty()) {
            return new Written(numbers, refused, facts);
        }
        ToldUsers.Written told = users.write(transaction, written);
        facts.addAll(told.facts());
        return new Written(numbers, refused, facts, told.changed());
    }

    @Override
    public UserError ofDeleted(int index) {
        return RowErrorCode.DELETED.of(index, "key", "This user has deleted their account here.");
    }

    @Override
    public UserError conflict(int index) {
        return RowErrorCode.HANDLE_TAKEN.of(index, "handle", "This handle is already taken.");
    }
}
