package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A replica that answers from memory, beside the server under test on the same graph, which asks Neo4j for everything.
 * Registered as an extension, it starts before the tests of a class and is stopped after them.
 */
public final class MemoryReplica implements BeforeAllCallback, AfterAllCallback {

    private final String[] settings;
    private @Nullable Replica replica;

    /**
     * Creates a replica whose requests read all that memory lacks, so that an answer shows the rules of memory even
     * right after a change.
     *
     * @param settings further settings of the replica, each {@code name=value}
     */
    public MemoryReplica(String... settings) {
        this.settings = Stream.concat(
                        Stream.of("mutuals.memory.enabled=true", "mutuals.memory.max-missing=100"), Stream.of(settings))
                .toArray(String[]::new);
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        replica = Replica.startIn(Lane.of(test.getRequiredTestClass()), settings);
    }

    @Override
    public void afterAll(ExtensionContext test) {
        running().close();
    }

    /** Returns a bean of the replica, not of the server under test. */
    public <T> T bean(Class<T> kind) {
        return running().bean(kind);
    }

    /** Returns the API of the replica, called as that of the server under test. */
    public Api beside(Api statements) {
        return statements.at(running().address());
    }

    private Replica running() {
        return Objects.requireNonNull(replica, "The replica runs during the tests of a class");
    }

    /** Empties the graph and adds users, named by {@link #name}, whose numbers are 0 to below {@code people}. */
    public static void given(World world, int people) {
        world.clear();
        IntStream.range(0, people).forEach(number -> world.people(name(number)));
    }

    /** Returns the handle of the user with a number. */
    public static String name(int number) {
        return "p" + number;
    }

    /** Asserts that the replica answers a viewer's query with the bytes of the server under test, but for times. */
    public void assertSame(
            Api statements,
            String viewer,
            String query,
            Map<String, ? extends @Nullable Object> variables,
            String description) {
        assertThat(beside(statements).as(viewer).ask(query, variables).timeless())
                .as("%s, as %s", description, viewer)
                .isEqualTo(statements.as(viewer).ask(query, variables).timeless());
    }
}
