package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A test of what experiments count, which is written when the test says so and computed anew for each who asks; all such tests share one server. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TestPropertySource(properties = {"mutuals.experiment.fresh=0ms", "mutuals.experiment.write-every=1h"})
public @interface CountedTest {}
