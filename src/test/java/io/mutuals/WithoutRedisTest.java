package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A test of a server that has never reached Redis; all such tests share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TestPropertySource(properties = {"test.redis.url=redis://localhost:1"})
public @interface WithoutRedisTest {}
