package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test of a command that reads Neo4j. Such tests need no server, only what one has migrated, so they use that of
 * {@link CountedTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CountedTest
public @interface CommandTest {

    /** The lane in which these tests run. */
    Lane LANE = Lane.SECOND;
}
