/**
 * The schema as text, its releases and what changed between them, what of it is used and by which apps, and its page.
 */
@ApplicationModule(allowedDependencies = {"api", "background", "cache", "document", "security"})
@NullMarked
package io.mutuals.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
