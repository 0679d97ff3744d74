package io.mutuals.memory;

import io.mutuals.Mutations;
import io.mutuals.World;
import io.mutuals.memory.History.Register;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends changes of conversations through any replica, and records what became of them. A change whose answer was lost
 * is sent again until it is answered. If it is refused then, the graph tells whether it had taken effect.
 */
final class HistoryWriter {

    private final History history;
    private final List<HistoryServer> servers;
    private final World world;
    private final Random random;

    HistoryWriter(History history, List<HistoryServer> servers, World world, Random random) {
        this.history = history;
        this.servers = servers;
        this.world = world;
        this.random = random;
    }

    /**
     * A change of one register.
     *
     * @param after the value of the register if the change takes effect; the same as before if it changes nothing
     * @param selection what the payload shows, beside its errors
     * @param settled a statement with a row if the change has taken effect
     */
    record Change<V>(
            HistoryConversation conversation,
            String by,
            Register<V> register,
            V after,
            String mutation,
            Map<String, Object> input,
            String selection,
            String settled) {}

    /**
     * Makes a change.
     *
     * @param done receives the payload of a success before it is recorded; null if its answer was lost
     * @return the code of the error if it was refused; empty otherwise
     */
    <V> String make(Change<V> change, Consumer<@Nullable JsonNode> done) throws InterruptedException {
        boolean changes = !change.after().equals(change.register().latest());
        if (changes) {
            change.register().write(change.after(), System.nanoTime());
        }
        boolean lost = false;
        while (true) {
            HistoryServer server = servers.get(random.nextInt(servers.size()));
            long began = System.nanoTime();
            JsonNode payload = send(server, change.by(), change.mutation(), change.input(), change.selection());
            long ended = System.nanoTime();
            if (payload == null) {
                lost = true;
                HistoryClient.LOST.incrementAndGet();
                Thread.sleep(20);
                continue;
            }
            String code = Mutations.code(payload);
            if (change.conversation().isDirect) {
                recordVisibility(change, !code.equals("NOT_FOUND"), began, ended);
            }
            // A server may itself have lost the answer to a commit, and tried again.
            boolean maybeBefore = lost || server.wasDisturbed(began, ended);
            boolean isDone = code.isEmpty() || (maybeBefore && isSettled(change));
            if (code.equals("RATE_LIMITED") && !maybeBefore) {
                throw new AssertionError(
                        "%s by %s is limited, though Redis is there".formatted(change.mutation(), change.by()));
            }
            if (isDone) {
                done.accept(code.isEmpty() ? payload : null);
            }
            if (changes && isDone) {
                change.register().acknowledged(ended);
            } else if (changes && !(maybeBefore && code.equals("UNSENT"))) {
                change.register().retract();
            }
            return isDone ? "" : code;
        }
    }

    /** Sends a mutation once; returns null if its answer was lost. */
    @Nullable
    JsonNode send(HistoryServer server, String by, String mutation, Map<String, Object> input, String selection) {
        String text = "mutation ($input: %s%sInput!) { %s(input: $input) { %s userErrors { code } } }"
                .formatted(Character.toUpperCase(mutation.charAt(0)), mutation.substring(1), mutation, selection);
        JsonNode data = HistoryClient.data(server, by, text, Map.of("input", input));
        return data == null ? null : data.path(mutation);
    }

    private boolean isSettled(Change<?> change) {
        return !world.values(change.settled()).isEmpty();
    }

    /** A direct conversation can be changed if and only if neither of the two blocks the other. */
    private void recordVisibility(Change<?> change, boolean isThere, long began, long ended) {
        history.read(
                "%s by %s through a direct conversation, done: %s".formatted(change.mutation(), change.by(), isThere),
                began,
                ended,
                change.conversation().between,
                between -> between.isHidden() != isThere);
    }
}
