package io.mutuals.conversation;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.mutuals.api.ConversationId;
import io.mutuals.api.Events;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.neo4j.Graph;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Applies changes to conversations, each under the lock of its conversation and in the order of arrival. Changes that
 * arrive while a transaction commits share the next one. Thread-safe.
 */
@Service
class Changes {

    private final Graph graph;
    private final LockedConversations conversations;
    private final ChangedConversations changedConversations;
    private final Events events;
    private final InstantSource clock;
    private final GroupCommit<Pending<?>> commits;
    private final DistributionSummary together;
    private final Counter shares;
    private final Counter sharesAnswered;
    private final ContextSnapshotFactory traces = ContextSnapshotFactory.builder()
            .captureKeyPredicate(ObservationThreadLocalAccessor.KEY::equals)
            .build();

    Changes(
            Graph graph,
            LockedConversations conversations,
            ChangedConversations changedConversations,
            Events events,
            InstantSource clock,
            ConversationProperties properties,
            MeterRegistry metrics) {
        this.graph = graph;
        this.conversations = conversations;
        this.changedConversations = changedConversations;
        this.events = events;
        this.clock = clock;
        this.commits = new GroupCommit<>(
                properties.lanes(),
                properties.maxTogether(),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("commit-", 0).factory()),
                this::commit);
        this.together = DistributionSummary.builder("mutuals.conversation.together")
                .description("Changes of conversations per transaction")
                .register(metrics);
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
        commits.submit(change.conversation(), new Pending<>(change, answer, Meters.current(), traces.captureAll()));
        return answer;
    }

    /**
     * Waits for a change. A resolver must not load from the callback of a change: a data loader that is called there is
     * never dispatched.
     */
    static <T> Decision<T> await(CompletableFuture<Decision<T>> change) {
        try {
            return change.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void commit(List<Pending<?>> pending) {
        together.record(pending.size());
        try (ContextSnapshot.Scope _ = pending.getFirst().trace().setThreadLocals()) {
            Meter meters =
                    Meter.all(pending.stream().map(Pending::meter).distinct().toList());
            Meters.bill(meters, () -> transact(pending));
        } catch (RequestException unavailable) {
            pending.forEach(each -> each.answer().completeExceptionally(unavailable));
        } catch (RuntimeException | Error failed) {
            if (pending.size() == 1) {
                pending.getFirst().answer().completeExceptionally(failed);
            } else {
                // Only the change that the database refused may fail, so each is tried alone.
                pending.forEach(each -> commit(List.of(each)));
            }
        }
    }

    /** Runs the statements of {@code change} in a transaction that the caller rolls back; publishes nothing. */
    <T> void rehearse(Graph.Transaction transaction, Change<T> change) {
        run(
                transaction,
                List.of(new Pending<>(change, new CompletableFuture<>(), Meters.current(), traces.captureAll())));
    }

    private void transact(List<Pending<?>> pending) {
        publish(graph.write("conversations.change", transaction -> run(transaction, pending)));
    }

    private Executed run(Graph.Transaction transaction, List<Pending<?>> pending) {
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
        return new Executed(changed, changedConversations.save(transaction, changed), answers);
    }

    private void publish(Executed done) {
        shares.increment(
                done.changed().stream().mapToInt(LockedConversation::shares).sum());
        sharesAnswered.increment(done.answered());
        done.changed()
                .forEach(conversation -> events.publish(new ConversationChanged(
                        new ConversationId(conversation.number()),
                        conversation.lastEvent(),
                        conversation.concerned().stream().map(UserId::new).collect(Collectors.toUnmodifiableSet()),
                        conversation.now())));
        done.answers().forEach(Runnable::run);
    }

    /**
     * The result of a transaction.
     *
     * @param answered how many shared videos got their first reply in time
     * @param answers what completes the changes once the transaction is committed
     */
    private record Executed(List<LockedConversation> changed, int answered, List<Runnable> answers) {}

    /** A change that waits for its transaction, with the meter and the trace of its request. */
    private record Pending<T>(
            Change<T> change, CompletableFuture<Decision<T>> answer, Meter meter, ContextSnapshot trace) {

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
