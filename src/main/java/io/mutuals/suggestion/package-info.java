/** People you may know: candidates, ranking, snapshots, and the reason for each suggestion. */
@NullMarked
package io.mutuals.suggestion;

import org.jspecify.annotations.NullMarked;
