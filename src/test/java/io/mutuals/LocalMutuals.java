package io.mutuals;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/** The local run: {@code mvn spring-boot:test-run}. */
public final class LocalMutuals {

    private LocalMutuals() {}

    public static void main(String[] arguments) {
        var neo4j = LocalServices.startNeo4j(Path.of("target", "local", "neo4j"));
        var redis = LocalServices.startRedis();
        System.setProperty("spring.neo4j.uri", neo4j.uri());
        System.setProperty("mutuals.redis.url", redis.url());
        SpringApplication.from(MutualsApplication::main).with(LocalTokens.class).run(arguments);
    }
}
