package io.mutuals.platform;

import io.mutuals.api.UserError;
import io.mutuals.neo4j.Graph;
import io.mutuals.platform.KeyedRows.Candidate;
import io.mutuals.platform.KeyedRows.Written;
import io.mutuals.user.ToldDepartures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The rules of {@code removeUsers}. A key that names no user is remembered as removed as well. A key goes on naming its
 * user until the user is erased. Thread-safe.
 */
@Component
class RemovedUserRules implements KeyedRows.Rules<RemovedRow> {

    private final ToldDepartures departures;

    RemovedUserRules(ToldDepartures departures) {
        this.departures = departures;
    }

    @Override
    public String name() {
        return "platform.removeUsers";
    }

    @Override
    public List<UserError> check(RemovedRow row, int index) {
        return List.of();
    }

    @Override
    public Written write(Graph.Transaction transaction, List<Candidate<RemovedRow>> rows) {
        Map<Integer, Long> numbers = new HashMap<>();
        rows.stream().filter(each -> each.number() != null).forEach(each -> numbers.put(each.index(), each.number()));
        return new Written(
                numbers, Map.of(), numbers.isEmpty() ? List.of() : departures.remove(transaction, numbers.values()));
    }

    @Override
    public UserError conflict(int index) {
        throw new IllegalStateException("A removal violates no unique constraint");
    }
}
