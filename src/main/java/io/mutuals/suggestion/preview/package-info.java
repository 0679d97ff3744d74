/** Previews of what another strategy would show. */
@NullMarked
package io.mutuals.suggestion.preview;

import org.jspecify.annotations.NullMarked;
