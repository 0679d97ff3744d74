package io.mutuals.loader;

import java.util.Map;

/** Thrown by a batch of which some keys have values, and others failed. */
final class FailedKeys extends RuntimeException {

    private final transient Map<?, ?> values;
    private final transient Map<?, ? extends Throwable> failures;

    /**
     * @param values the values of the keys that did not fail; keys without a value are absent
     * @param failures the failures by key, at least one
     */
    FailedKeys(Map<?, ?> values, Map<?, ? extends Throwable> failures) {
        super(failures.size() + " keys failed", failures.values().iterator().next());
        this.values = values;
        this.failures = failures;
    }

    Map<?, ?> values() {
        return values;
    }

    Map<?, ? extends Throwable> failures() {
        return failures;
    }
}
