package io.mutuals;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Delays a test without a server while the processor is busy, so that such tests fill the time in which the tests
 * against the servers wait for answers, instead of slowing the starts of the servers.
 */
final class InSpareTime implements BeforeAllCallback {

    /** All delays of a run together, for machines that other work keeps busy. */
    private static final AtomicLong MILLIS_LEFT =
            new AtomicLong(Duration.ofMinutes(3).toMillis());

    private static final double BUSY = 0.9;
    private static final long PAUSE_MILLIS = 100;

    @Override
    public void beforeAll(ExtensionContext test) throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        boolean isBusy;
        do {
            system.getCpuLoad();
            Thread.sleep(PAUSE_MILLIS);
            isBusy = system.getCpuLoad() > BUSY;
        } while (isBusy && MILLIS_LEFT.addAndGet(-PAUSE_MILLIS) > 0);
    }
}
