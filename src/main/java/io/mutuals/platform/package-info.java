/** What the video platform's own back end tells of users, videos and likes, in bulk. */
@ApplicationModule(
        allowedDependencies = {"api", "changelog", "importer", "neo4j", "picture", "security", "user", "video"})
@NullMarked
package io.mutuals.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
