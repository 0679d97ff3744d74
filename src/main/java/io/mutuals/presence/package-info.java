/** Who is there: kept in Redis for as long as they have a live connection, and shown to friends who show theirs. */
@NullMarked
package io.mutuals.presence;

import org.jspecify.annotations.NullMarked;
