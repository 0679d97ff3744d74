package io.mutuals.suggestion;

import io.mutuals.suggestion.FriendsOfFriends.Found;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** PLACEHOLDER until merged. */
@Component
class FriendRankers {
    private final FriendsOfFriends friends;
    FriendRankers(FriendsOfFriends friends) { this.friends = friends; }
    Set<String> names() { return Set.of("adamic-adar", "learned"); }
    Ranked rank(String ranker, Set<Long> viewers, int limit) { return new Ranked("adamic-adar", friends.find(viewers, limit)); }
    record Ranked(String ranker, Map<Long, List<Found>> found) {}
}
