package io.mutuals.conversation;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.mutuals.api.Events;
import io.mutuals.api.RequestException;
import io.mutuals.conversation.Change.Decided;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Makes changes of conversations: each under the lock of its conversation, in the order in which they came, with as many as gather
 * meanwhile in one transaction. Thread-safe.
 */
@Service
class Changes {

    private final Graph graph;
    private final LockedConversations conversations;
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
            Events events,
            InstantSource clock,
            ConversationProperties properties,
            MeterRegistry metrics) {
        this.graph = graph;
        this.conversations = conversations;
        this.events = events;
        this.clock = clock;
        this.commits = new GroupCommit<>(
                properties.lanes(),
                properties.maxTogether(),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("commit-", 0).factory()),
                this::commit);
        this.together = DistributionSummary.builder("mutuals.conversation.together")
                .description("Changes of conversations that shared a transaction")
                .register(metrics);
        this.shares = Counter.builder("mutuals.video.shares")
                .description("Videos shared into conversations")
                .register(metrics);
        this.sharesAnswered = Counter.builder("mutuals.video.shares.answered")
                .description(
                        "Shares that somebody else in the conversation followed with a message within 24 h; each counts once")
                .register(metrics);
    }

    /**
     * Makes {@code change} and completes when it is committed.
     *
     * @return fails with {@link RequestException} when the database cannot be reached; whether the change was made is then not known
     */
    <T> CompletableFuture<Decided<T>> make(Change<T> change) {
        CompletableFuture<Decided<T>> answer = new CompletableFuture<>();
        commits.submit(change.conversation(), new Pending<>(change, answer, Meters.current(), traces.captureAll()));
        return answer;
    }

    /**
     * Waits for a change, so that what is read after it goes through loaders that are still open: a data loader that is asked from a
     * callback is never dispatched.
     */
    static <T> Decided<T> await(CompletableFuture<Decided<T>> deciding) {
        try {
            return deciding.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void commit(List<Pending<?>> pending) {
        together.record(pending.size());
        try (ContextSnapshot.Scope _ = pending.getFirst().trace().setThreadLocals()) {
            Meter payers =
                    Meter.all(pending.stream().map(Pending::meter).distinct().toList());
            Meters.bill(payers, () -> transact(pending));
        } catch (RequestException unavailable) {
            pending.forEach(each -> each.answer().completeExceptionally(unavailable));
        } catch (RuntimeException | Error failed) {
            if (pending.size() == 1) {
                pending.getFirst().answer().completeExceptionally(failed);
            } else {
                // Whichever it was that the database refused, the others must not fail with it.
                pending.forEach(each -> commit(List.of(each)));
            }
        }
    }

    /** Runs what making {@code change} would, in a transaction of the caller's that is not committed; nobody is told. */
    <T> void rehearse(Graph.Transaction transaction, Change<T> change) {
        run(
                transaction,
                List.of(new Pending<>(change, new CompletableFuture<>(), Meters.current(), traces.captureAll())));
    }

    private void transact(List<Pending<?>> pending) {
        Transacted done = graph.write("conversations.change", transaction -> run(transaction, pending));
        tell(done);
    }

    private Transacted run(Graph.Transaction transaction, List<Pending<?>> pending) {
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
        return new Transacted(changed, conversations.save(transaction, changed), answers);
    }

    private void tell(Transacted done) {
        shares.increment(
                done.changed().stream().mapToInt(LockedConversation::shares).sum());
        sharesAnswered.increment(done.answered());
        done.changed()
                .forEach(conversation -> events.publish(new ConversationChanged(
                        conversation.number(),
                        conversation.lastEvent(),
                        conversation.concerned(),
                        conversation.areOthers(),
                        conversation.now())));
        done.answers().forEach(Runnable::run);
    }

    /**
     * What a transaction did.
     *
     * @param answered how many shared videos got their first reply
     */
    private record Transacted(List<LockedConversation> changed, int answered, List<Runnable> answers) {}

    /** A change that waits for its transaction. */
    private record Pending<T>(
            Change<T> change, CompletableFuture<Decided<T>> answer, Meter meter, ContextSnapshot trace) {

        /** Decides, and returns what is to be done with the decision once it is committed. */
        Runnable decide(LockedConversations.@Nullable Locked locked, int index) {
            try {
                Decided<T> decided = locked == null
                        ? Decided.refused(change.notFound())
                        : locked.part(change.ask().viewer(), index)
                                .map(part -> change.rule().decide(locked.conversation(), part, locked.fact(index)))
                                .orElseGet(() -> Decided.refused(change.notFound()));
                return () -> answer.complete(decided);
            } catch (RuntimeException failed) {
                return () -> answer.completeExceptionally(failed);
            }
        }
    }
}
