/** Videos and their likes. */
@NullMarked
package io.mutuals.video;

import org.jspecify.annotations.NullMarked;
