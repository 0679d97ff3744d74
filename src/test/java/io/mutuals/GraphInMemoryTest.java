package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A test of a server with the friend graph, users and friend lists in memory; all such tests share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TestPropertySource(
        properties = {
            "mutuals.suggestion.graph.enabled=true",
            "mutuals.memory.enabled=true",
            "mutuals.memory.max-missing=100",
            "mutuals.suggestion.graph.reload=1h",
            "mutuals.suggestion.strategies.best-known.sources=FRIENDS_OF_FRIENDS",
            "mutuals.suggestion.strategies.best-known.ranker=popularity",
            "mutuals.suggestion.strategies.no-friends.sources=SHARED_CONVERSATIONS",
            "mutuals.suggestion.strategies.no-friends.ranker=adamic-adar",
            "mutuals.experiment.fresh=0ms",
            "mutuals.experiment.write-every=1h",
            "mutuals.experiment.fewest-friends=2"
        })
public @interface GraphInMemoryTest {}
