package io.mutuals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The application. Its {@code main} serves the API; the jar starts with {@code io.mutuals.cli.Main}, which also runs
 * commands.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MutualsApplication {

    /**
     * A virtual thread that waits for another to initialise a class pins its carrier (up to and including JDK 25). With
     * as few carriers as a small machine has cores, the first requests after a start can deadlock.
     */
    private static final int MIN_CARRIERS = 16;

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    /** Serves the API until the process is stopped. */
    public static void main(String[] arguments) {
        ensureCarriers();
        SpringApplication.run(MutualsApplication.class, arguments);
    }

    /**
     * Raises the number of carriers, unless the operator has set one. Has an effect only before the first virtual
     * thread starts.
     */
    public static void ensureCarriers() {
        if (System.getProperty(CARRIERS) == null) {
            int carriers = Math.max(MIN_CARRIERS, Runtime.getRuntime().availableProcessors());
            System.setProperty(CARRIERS, String.valueOf(carriers));
        }
    }
}
