package io.mutuals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the server, or runs one of the {@linkplain Commands commands}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MutualsApplication {

    public static void main(String[] arguments) {
        if (Commands.isNamedIn(arguments)) {
            System.exit(Commands.run(arguments));
        }
        SpringApplication.run(MutualsApplication.class, arguments);
    }
}
