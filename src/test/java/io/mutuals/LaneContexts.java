package io.mutuals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * Gives each {@link Lane} its own servers and runs only the one under test: the others are paused, so that their
 * background loops do not touch the graph of another test. Spring's own pausing assumes a single sequence of tests and
 * would stop the server of one lane whenever the other requests its own.
 */
final class LaneContexts implements ContextCustomizerFactory, TestExecutionListener, Ordered {

    private static final Map<Lane, ConfigurableApplicationContext> RUNNING = new EnumMap<>(Lane.class);

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> test, List<ContextConfigurationAttributes> configurations) {
        return new InLane(Lane.of(test));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same context, not an equal one
    public void beforeTestClass(TestContext test) {
        Lane lane = Lane.of(test.getTestClass());
        ConfigurableApplicationContext before;
        synchronized (RUNNING) {
            before = RUNNING.get(lane);
        }
        if (before != null && before.isActive() && !test.hasApplicationContext()) {
            before.pause();
            before = null;
        }
        if (!(test.getApplicationContext() instanceof ConfigurableApplicationContext now)) {
            return;
        }
        if (before != null && before != now && before.isActive() && before.isRunning()) {
            before.pause();
        }
        if (!now.isRunning()) {
            now.restart();
        }
        synchronized (RUNNING) {
            RUNNING.put(lane, now);
        }
    }

    /** Makes the lane part of the context's cache key. */
    private record InLane(Lane lane) implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, "test.lane=" + lane);
        }
    }
}
