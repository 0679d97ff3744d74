/** GraphiQL, served from our own jar: the page, and what it opens with. */
@NullMarked
package io.mutuals.explorer;

import org.jspecify.annotations.NullMarked;
