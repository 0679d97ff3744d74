package io.mutuals;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One more server in this process, on the services that all tests share. */
public record Replica(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts a server in the first lane with its own settings, each {@code name=value}. */
    public static Replica start(String... settings) {
        return startIn(Lane.FIRST, settings);
    }

    /** Starts a server in a lane with its own settings, each {@code name=value}. */
    public static Replica startIn(Lane lane, String... settings) {
        Map<String, Object> all = TestServices.settings(lane);
        all.put("server.port", 0);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Replica(new SpringApplicationBuilder(MutualsApplication.class, LocalTokens.class)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
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
