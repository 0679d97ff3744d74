/** Mutuals: the social layer of a video platform as one GraphQL API. */
@NullMarked
package io.mutuals;

import org.jspecify.annotations.NullMarked;
