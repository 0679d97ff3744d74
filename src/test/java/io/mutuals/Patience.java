package io.mutuals;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.Extension;

/**
 * Lets each test await what happens in the background for {@link #LIMIT}. On a machine that also runs the other lane,
 * a second of work takes many; a test that passes waits no longer for it.
 *
 * <p>JUnit loads it before the first test.
 */
public final class Patience implements Extension {

    /** The longest wait for something that happens in the background. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    static {
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
