/**
 * Exports of what belongs to a user: a job that writes one JSON document in chunks, and links to download it. Features
 * declare what they store of a user themselves, as sections.
 */
@ApplicationModule(allowedDependencies = {"api", "background", "cache", "erasure", "loader", "neo4j", "security"})
@NullMarked
package io.mutuals.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
