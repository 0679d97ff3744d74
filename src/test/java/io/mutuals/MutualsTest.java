package io.mutuals;

import io.mutuals.experiment.Laboratory;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/**
 * A test against the whole server on a real Neo4j and a real Redis, which are started once and shared by all tests of a
 * {@link Lane}.
 *
 * <p>Its constructor may ask for a {@link World} and an {@link Api}. Tests of a lane run one after another; one that
 * needs an empty graph calls {@link World#clear()} before each test. A test that needs other settings takes a server
 * that has them: {@link OwnLimitsTest}, {@link HastyServerTest}, {@link ProxiedTest}, {@link WithoutRedisTest}, {@link
 * CountedTest}, {@link GraphInMemoryTest} or {@link PageTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("server")
@SpringBootTest(
        classes = {
            MutualsApplication.class,
            LocalTokens.class,
            TestClock.class,
            World.class,
            Api.class,
            Laboratory.class
        },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestServices.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface MutualsTest {}
