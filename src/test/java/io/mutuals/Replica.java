package io.mutuals;

import java.net.URI;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One more server in this process, on the services that all tests share. */
public record Replica(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts a server with its own settings, each {@code name=value}. */
    public static Replica start(String... settings) {
        Stream<String> shared =
                TestServices.settings().entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue());
        return new Replica(new SpringApplicationBuilder(MutualsApplication.class, LocalTokens.class)
                .run(Stream.of(Stream.of("server.port=0"), shared, Stream.of(settings))
                        .flatMap(some -> some)
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new)));
    }

    /** Returns the address of the replica, without a path. */
    public URI address() {
        return URI.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Returns a bean of this replica, not of the server under test. */
    public <T> T bean(Class<T> kind) {
        return context.getBean(kind);
    }

    @Override
    public void close() {
        context.close();
    }
}
