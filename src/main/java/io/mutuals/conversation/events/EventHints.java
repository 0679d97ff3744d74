package io.mutuals.conversation.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mutuals.conversation.ConversationChanged;
import io.mutuals.realtime.Hints;
import io.mutuals.realtime.WakeUps;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes the event streams that a change concerns, on all replicas. Thread-safe.
 *
 * <p>A hint of the topic {@code conversation} reads {@code <conversation> <user>,<user>…}: streams of the conversation
 * and of the users' inboxes have something to read. A hint of the topic {@code typing} reads {@code <conversation>}: a
 * participant started or stopped typing.
 */
@Component
class EventHints {

    private static final String CHANGED = "conversation";
    private static final String TYPING = "typing";

    private final Hints hints;
    private final WakeUps<Long> conversations = new WakeUps<>();
    private final WakeUps<Long> inboxes = new WakeUps<>();
    private final Cache<Long, Integer> typingVersions =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    EventHints(Hints hints) {
        this.hints = hints;
        hints.listen(CHANGED, this::changed);
        hints.listen(TYPING, this::typing);
    }

    @EventListener
    void on(ConversationChanged changed) {
        String users = changed.concerned().stream().map(String::valueOf).collect(Collectors.joining(","));
        hints.publish(CHANGED, changed.conversation() + " " + users);
    }

    /** Publishes that a participant of the conversation started or stopped typing. */
    void publishTyping(long conversation) {
        hints.publish(TYPING, Long.toString(conversation));
    }

    private void changed(String text) {
        int space = text.indexOf(' ');
        conversations.wake(Long.parseLong(text.substring(0, space)));
        Arrays.stream(text.substring(space + 1).split(","))
                .filter(user -> !user.isEmpty())
                .forEach(user -> inboxes.wake(Long.parseLong(user)));
    }

    private void typing(String text) {
        long conversation = Long.parseLong(text);
        typingVersions.asMap().merge(conversation, 1, Integer::sum);
        conversations.wake(conversation);
    }

    /** Returns a number that changes with every typing hint of the conversation. */
    int typingVersion(long conversation) {
        return Objects.requireNonNullElse(typingVersions.getIfPresent(conversation), 0);
    }

    /** Returns a waiter that is woken by every event of the conversation, and by typing in it. */
    WakeUps<Long>.Waiter ofConversation(long conversation) {
        return conversations.register(List.of(conversation));
    }

    /** Returns a waiter that is woken by every event in any conversation of the user. */
    WakeUps<Long>.Waiter ofInbox(long user) {
        return inboxes.register(List.of(user));
    }
}
