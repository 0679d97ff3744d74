package io.mutuals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server, or runs one of the {@linkplain Commands commands}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MutualsApplication {

    /**
     * A virtual thread that waits for another to initialise a class holds on to its carrier (up to and including JDK 25). With as
     * many carriers as a small machine has cores, the first requests after a start can wait for each other for ever.
     */
    private static final int MIN_CARRIERS = 16;

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] arguments) {
        if (System.getProperty(CARRIERS) == null) {
            int carriers = Math.max(MIN_CARRIERS, Runtime.getRuntime().availableProcessors());
            System.setProperty(CARRIERS, String.valueOf(carriers));
        }
        if (Commands.isNamedIn(arguments)) {
            System.exit(Commands.run(arguments));
        }
        SpringApplication.run(MutualsApplication.class, arguments);
    }
}
