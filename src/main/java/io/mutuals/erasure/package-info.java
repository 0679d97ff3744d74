/**
 * Erases deleted accounts in the background, and finds what is stored of a user. Features erase what they store
 * themselves, as steps.
 */
@ApplicationModule(allowedDependencies = {"api", "background", "cache", "changelog", "neo4j", "security"})
@NullMarked
package io.mutuals.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
