/** Previews of the rankings that other strategies would show. */
@NullMarked
package io.mutuals.suggestion.preview;

import org.jspecify.annotations.NullMarked;
