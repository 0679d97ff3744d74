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
 * Wakes the streams that a change concerns, on all replicas.
 *
 * <p>A hint of the topic {@code conversation} is {@code <conversation> <person>,<person>…}: a stream of the conversation, or of the inbox of one
 * of the people, has something to read. One of the topic {@code typing} is {@code <conversation>}: somebody began or stopped to write there.
 */
@Component
class FeedHints {

    private static final String CHANGED = "conversation";
    private static final String TYPING = "typing";

    private final Hints hints;
    private final WakeUps<Long> conversations = new WakeUps<>();
    private final WakeUps<Long> inboxes = new WakeUps<>();
    private final Cache<Long, Integer> typings =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    FeedHints(Hints hints) {
        this.hints = hints;
        hints.listen(CHANGED, this::changed);
        hints.listen(TYPING, this::typing);
    }

    @EventListener
    void on(ConversationChanged changed) {
        String people = changed.concerned().stream().map(String::valueOf).collect(Collectors.joining(","));
        hints.tell(CHANGED, changed.conversation() + " " + people);
    }

    /** Tells that somebody began or stopped to write in a conversation. */
    void tellTyping(long conversation) {
        hints.tell(TYPING, Long.toString(conversation));
    }

    private void changed(String text) {
        int space = text.indexOf(' ');
        conversations.ring(Long.parseLong(text.substring(0, space)));
        Arrays.stream(text.substring(space + 1).split(","))
                .filter(person -> !person.isEmpty())
                .forEach(person -> inboxes.ring(Long.parseLong(person)));
    }

    private void typing(String text) {
        long conversation = Long.parseLong(text);
        typings.asMap().merge(conversation, 1, Integer::sum);
        conversations.ring(conversation);
    }

    /** A number that is another one after every hint about writing in a conversation. */
    int typings(long conversation) {
        return Objects.requireNonNullElse(typings.getIfPresent(conversation), 0);
    }

    /** Rings when something happens in a conversation. */
    WakeUps<Long>.Bell ofConversation(long conversation) {
        return conversations.hang(List.of(conversation));
    }

    /** Rings when something happens in any conversation of somebody. */
    WakeUps<Long>.Bell ofInbox(long user) {
        return inboxes.hang(List.of(user));
    }
}
