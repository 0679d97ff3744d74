/** People you may know: pages of suggestions with their people, evidence and reasons. */
@NullMarked
package io.mutuals.suggestion;

import org.jspecify.annotations.NullMarked;
