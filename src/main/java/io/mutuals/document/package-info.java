/** Documents that clients send by a key: persisted ones in Redis, and trusted ones that operators have registered. */
@ApplicationModule(allowedDependencies = {"api", "cache", "limit", "neo4j", "security"})
@NullMarked
package io.mutuals.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
