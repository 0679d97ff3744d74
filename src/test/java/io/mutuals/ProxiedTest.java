package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of a server behind the fault-injecting proxies of its {@link Lane}, with short timeouts and retry intervals;
 * all such tests share one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TakesLong
@TestPropertySource(
        properties = {
            "test.proxies=true",
            "mutuals.graph.statement-timeout=3s",
            "mutuals.graph.acquisition-timeout=1s",
            "mutuals.graph.connect-timeout=1s",
            "mutuals.graph.pause=1s",
            "mutuals.redis.pause=500ms",
            "mutuals.presence.look=1s"
        })
public @interface ProxiedTest {}
