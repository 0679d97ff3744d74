package io.mutuals.document;

import java.time.Instant;

/**
 * A version of an app whose documents are registered.
 *
 * @param registeredAt when its first manifest was registered
 * @param documentCount the number of its documents
 */
public record DocumentRelease(String app, String version, Instant registeredAt, int documentCount) {}
