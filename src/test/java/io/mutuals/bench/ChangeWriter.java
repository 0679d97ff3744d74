package io.mutuals.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes changes. Thread-safe. */
interface ChangeWriter extends AutoCloseable {

    /** Returns how many changes are made together at a rate. */
    int batch(int perSecond);

    /** Returns how many threads make changes at the same time. */
    int threads();

    /** Makes changes, and returns those that were made: some may be refused, such as requests between friends. */
    List<Change> make(List<Change> changes);

    /** Returns why the first change was refused; null if none was. */
    @Nullable
    String firstRefusal();

    @Override
    void close();
}
