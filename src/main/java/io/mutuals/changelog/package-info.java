/** The change log: what was changed in Neo4j, numbered in the order of commits. Facts are named, and not understood. */
@ApplicationModule(allowedDependencies = {"background", "cache", "neo4j"})
@NullMarked
package io.mutuals.changelog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
