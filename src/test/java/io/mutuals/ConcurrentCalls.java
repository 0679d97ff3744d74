package io.mutuals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Concurrent calls that begin at the same moment. */
public final class ConcurrentCalls {

    private ConcurrentCalls() {}

    /** Runs {@code calls} concurrent calls and returns their results in order. */
    public static List<JsonNode> call(int calls, Call call) throws Exception {
        try (var threads =
                Executors.newFixedThreadPool(calls, Thread.ofVirtual().factory())) {
            List<Callable<JsonNode>> all = new ArrayList<>();
            for (int number = 0; number < calls; number++) {
                int own = number;
                all.add(() -> call.make(own));
            }
            List<JsonNode> answers = new ArrayList<>();
            for (var done : threads.invokeAll(all)) {
                answers.add(done.get());
            }
            return answers;
        }
    }

    /** One of the concurrent calls. */
    @FunctionalInterface
    public interface Call {
        JsonNode make(int number);
    }
}
