/** Pictures at addresses elsewhere: what makes them valid, and their sizes. The server never fetches them. */
@ApplicationModule(allowedDependencies = {"api", "importer"})
@NullMarked
package io.mutuals.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
