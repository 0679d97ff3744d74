#!/usr/bin/env bash
# Spring for GraphQL 2.0.6: TimeoutWebGraphQlInterceptor does not shorten the wait for a controller that blocks.
# Guess: with the interceptor set to 200 ms, a query whose controller method sleeps for 2 s is answered after 200 ms.
# Seen:  the method runs in the thread that subscribes, and the answer comes after 2 s. Only with an executor given to
#        AnnotatedControllerConfigurer does the time-out end the wait, with status 408.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.springframework.graphql</groupId><artifactId>spring-graphql</artifactId><version>2.0.6</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-web</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-context</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.net.URI;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import org.springframework.context.annotation.*;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.*;
import org.springframework.graphql.server.*;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;

public class Main {
    @Controller
    public static class Slow {
        @QueryMapping
        public String slow() throws Exception {
            Thread.sleep(2_000);
            return "done";
        }
    }

    static long millis(Executor executor) {
        try (var context = new AnnotationConfigApplicationContext(Slow.class)) {
            AnnotatedControllerConfigurer controllers = new AnnotatedControllerConfigurer();
            controllers.setApplicationContext(context);
            if (executor != null) {
                controllers.setExecutor(executor);
                controllers.setBlockingMethodPredicate(method -> true);
            }
            controllers.afterPropertiesSet();
            GraphQlSource source = GraphQlSource.schemaResourceBuilder()
                    .schemaResources(new ByteArrayResource("type Query { slow: String }".getBytes()))
                    .configureRuntimeWiring(controllers)
                    .build();
            WebGraphQlHandler handler = WebGraphQlHandler.builder(new DefaultExecutionGraphQlService(source))
                    .interceptor(new TimeoutWebGraphQlInterceptor(Duration.ofMillis(200)))
                    .build();
            WebGraphQlRequest request = new WebGraphQlRequest(
                    URI.create("/graphql"), new HttpHeaders(), null, null, Map.of(),
                    Map.<String, Object>of("query", "{ slow }"), "1", Locale.ROOT);
            long start = System.nanoTime();
            String outcome;
            try {
                outcome = handler.handleRequest(request).block().getExecutionResult().toSpecification().toString();
            } catch (RuntimeException e) {
                outcome = e.toString();
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println("seen:     " + (executor == null ? "without" : "with") + " executor: " + millis + " ms, " + outcome);
            return millis;
        }
    }

    public static void main(String[] args) {
        System.out.println("spring-graphql 2.0.6");
        System.out.println("expected: an answer well before 2,000 ms, twice");
        ExecutorService pool = Executors.newCachedThreadPool();
        boolean holds = millis(null) >= 2_000 & millis(pool) < 1_900;
        System.exit(holds ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
