package io.mutuals.suggestion;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** PLACEHOLDER until merged. */
@Component
class FriendsOfFriends {
    private final SuggestionRepository repository;
    FriendsOfFriends(SuggestionRepository repository) { this.repository = repository; }
    record Found(long person, double score, int commonFriends) {}
    Map<Long, List<Found>> find(Set<Long> viewers, int limit) { return repository.rank(viewers); }
}
