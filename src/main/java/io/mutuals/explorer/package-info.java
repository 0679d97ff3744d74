/** GraphiQL, served from the application's own jar, with example operations. */
@NullMarked
package io.mutuals.explorer;

import org.jspecify.annotations.NullMarked;
