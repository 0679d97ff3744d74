package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of experiment counts: journals are written on demand, and results are computed for every request. All such
 * tests share one server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TestPropertySource(properties = {"mutuals.experiment.fresh=0ms", "mutuals.experiment.write-every=1h"})
public @interface CountedTest {}
