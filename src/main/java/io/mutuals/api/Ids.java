package io.mutuals.api;

import io.hypersistence.tsid.TSID;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Generates 64-bit ids that increase with time and are unique across replicas (TSID). Thread-safe. */
@Component
public class Ids {

    private final TSID.Factory factory;

    Ids(InstantSource clock, RandomGenerator random) {
        // Ten random bits distinguish replicas; within a replica the factory counts.
        this.factory = TSID.Factory.builder()
                .withNodeBits(10)
                .withNode(random.nextInt(1 << 10))
                .withRandomFunction(() -> random.nextInt())
                .withClock(asClock(clock))
                .build();
    }

    private static java.time.Clock asClock(InstantSource source) {
        return source.withZone(java.time.ZoneOffset.UTC);
    }

    /** Returns a new id, larger than all that this replica generated in earlier milliseconds. */
    public long next() {
        return factory.generate().toLong();
    }
}
