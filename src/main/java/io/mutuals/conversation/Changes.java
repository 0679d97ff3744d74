package io.mutuals.conversation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.ConversationId;
import io.mutuals.api.Events;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.GroupCommit;
import io.mutuals.neo4j.GroupCommitProperties;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Applies changes to conversations, each under the lock of its conversation and in the order of arrival. Changes that
 * arrive while a transaction commits share the next one. Thread-safe.
 */
@Service
class Changes {

    private final LockedConversations conversations;
    private final ChangedConversations changedConversations;
    private final Events events;
    private final InstantSource clock;
    private final GroupCommit<Pending<?>> commits;
    private final Counter shares;
    private final Counter sharesAnswered;

    Changes(
            Graph graph,
            LockedConversations conversations,
            ChangedConversations changedConversations,
            Events events,
            InstantSource clock,
            GroupCommitProperties properties,
            MeterRegistry metrics) {
        this.conversations = conversations;
        this.changedConversations = changedConversations;
        this.events = events;
        this.clock = clock;
        this.commits = new GroupCommit<>(graph, properties, metrics, "conversations.change", this::run);
        this.shares = Counter.builder("mutuals.video.shares")
                .description("Videos shared into conversations")
                .register(metrics);
        this.sharesAnswered = Counter.builder("mutuals.video.shares.answered")
                .description(
                        "Shared videos that another participant followed with a message within 24 h; each counts once")
                .register(metrics);
    }

    /**
     * Applies {@code change}.
     *
     * @return completes when the change is committed or refused; fails with {@link RequestException} when the database
     *     cannot be reached, in which case the change may or may not have been made
     */
    <T> CompletableFuture<Decision<T>> apply(Change<T> change) {
        CompletableFuture<Decision<T>> answer = new CompletableFuture<>();
        commits.submit(change.conversation(), new Pending<>(change, answer));
        return answer;
    }

    /** Runs the statements of {@code change} in a transaction that the caller rolls back; publishes nothing. */
    <T> void rehearse(Graph.Transaction transaction, Change<T> change) {
        run(transaction, List.of(new Pending<>(change, new CompletableFuture<>())));
    }

    private Runnable run(Graph.Transaction transaction, List<Pending<?>> pending) {
        Map<Long, LockedConversations.Locked> locked = conversations.lock(
                transaction,
                pending.stream().map(Pending::change).toList(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        List<Runnable> answers = new ArrayList<>();
        for (int index = 0; index < pending.size(); index++) {
            Pending<?> each = pending.get(index);
            answers.add(each.decide(locked.get(each.change().conversation()), index));
        }
        List<LockedConversation> changed = locked.values().stream()
                .map(LockedConversations.Locked::conversation)
                .filter(LockedConversation::isChanged)
                .toList();
        int answered = changedConversations.save(transaction, changed);
        return () -> publish(changed, answered, answers);
    }

    /**
     * Tells others what was committed, and completes the changes.
     *
     * @param answered how many shared videos got their first reply in time
     */
    private void publish(List<LockedConversation> changed, int answered, List<Runnable> answers) {
        shares.increment(changed.stream().mapToInt(LockedConversation::shares).sum());
        sharesAnswered.increment(answered);
        changed.forEach(conversation -> events.publish(new ConversationChanged(
                new ConversationId(conversation.number()),
                conversation.lastEvent(),
                conversation.concerned().stream().map(UserId::new).collect(Collectors.toUnmodifiableSet()),
                conversation.now())));
        answers.forEach(Runnable::run);
    }

    /** A change that waits for its transaction. */
    private record Pending<T>(Change<T> change, CompletableFuture<Decision<T>> answer) implements GroupCommit.Change {

        @Override
        public void fail(Throwable failure) {
            answer.completeExceptionally(failure);
        }

        /** Decides the change and returns what completes it once the transaction is committed. */
        Runnable decide(LockedConversations.@Nullable Locked locked, int index) {
            try {
                Decision<T> decision = locked == null
                        ? Decision.refused(change.notFound())
                        : locked.viewer(change.input().viewer(), index)
                                .map(viewer -> change.rule().decide(locked.conversation(), viewer, locked.facts(index)))
                                .orElseGet(() -> Decision.refused(change.notFound()));
                return () -> answer.complete(decision);
            } catch (RuntimeException failed) {
                return () -> answer.completeExceptionally(failed);
            }
        }
    }
}
