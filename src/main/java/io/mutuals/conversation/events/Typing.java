package io.mutuals.conversation.events;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ConversationId;
import io.mutuals.cache.Cache;
import io.mutuals.loader.BlockingLoader;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

/**
 * Keeps typing indicators. Each is a Redis key {@code mutuals:typing:<conversation>:<user>}, which expires; without
 * Redis no user is shown as typing. Thread-safe.
 */
@Service
class Typing {

    private final Cache cache;
    private final EventHints hints;
    private final TypingRepository repository;
    private final ConversationEventProperties properties;
    private final Loader<TypingKey, List<User>> loader;
    private final BlockingLoader<TypingKey, List<User>> coalesced;

    Typing(
            Cache cache,
            EventHints hints,
            TypingRepository repository,
            ConversationEventProperties properties,
            Loaders loaders) {
        this.cache = cache;
        this.hints = hints;
        this.repository = repository;
        this.properties = properties;
        this.loader = loaders.register("typing", this::read);
        this.coalesced = loaders.coalesced("typingStreams", this::read);
    }

    /** Records that the viewer started or stopped typing in a conversation of theirs. */
    void set(Viewer viewer, long conversation, boolean typing) {
        String key = redisKey(conversation, viewer.id());
        if (typing) {
            cache.put(Map.of(key, new Cache.Entry(new byte[] {1}, properties.typing())));
        } else {
            cache.forget(List.of(key));
        }
        hints.publishTyping(conversation);
    }

    /**
     * Returns the other participants who are typing and whom the viewer may see, the one who joined first at the
     * beginning.
     */
    CompletableFuture<List<User>> find(Viewer viewer, long conversation, DataFetchingEnvironment environment) {
        return loader.find(key(viewer, conversation), environment)
                .thenApply(found -> Objects.requireNonNullElse(found, List.of()));
    }

    /** Returns the same for streams, which have no data loaders. */
    List<User> now(Viewer viewer, long conversation) {
        return Objects.requireNonNullElse(coalesced.ask(key(viewer, conversation)), List.of());
    }

    private Map<TypingKey, List<User>> read(Set<TypingKey> keys) {
        Map<TypingKey, List<User>> others = repository.others(keys);
        Set<String> asked = new LinkedHashSet<>();
        others.forEach((key, users) ->
                users.forEach(user -> asked.add(redisKey(key.conversation().value(), user.number()))));
        List<String> ordered = List.copyOf(asked);
        List<byte[]> found = new ArrayList<>(cache.get(ordered));
        Set<String> typing = new LinkedHashSet<>();
        for (int index = 0; index < ordered.size(); index++) {
            if (found.get(index) != null) {
                typing.add(ordered.get(index));
            }
        }
        Map<TypingKey, List<User>> answers = new HashMap<>();
        others.forEach((key, users) -> answers.put(
                key,
                users.stream()
                        .filter(user ->
                                typing.contains(redisKey(key.conversation().value(), user.number())))
                        .toList()));
        return answers;
    }

    private static TypingKey key(Viewer viewer, long conversation) {
        return new TypingKey(viewer.userId(), new ConversationId(conversation));
    }

    private static String redisKey(long conversation, long user) {
        return "mutuals:typing:" + conversation + ":" + user;
    }
}
