package io.mutuals;

import io.mutuals.realtime.TestStreams;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of a server with timeouts of seconds and with {@link TestStreams}; all such tests share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TakesLong
@Import(TestStreams.class)
@TestPropertySource(
        properties = {
            "spring.graphql.schema.additional-files=classpath:live-test.graphqls",
            "mutuals.realtime.init-timeout=1s",
            "mutuals.realtime.heartbeat=1s",
            "mutuals.realtime.send-timeout=3s",
            "mutuals.api.deadline=3s",
            "server.tomcat.connection-timeout=3s",
            "mutuals.presence.refresh=1s",
            "mutuals.presence.look=300ms"
        })
public @interface HastyServerTest {}
