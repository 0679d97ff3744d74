/** Anything by its id: {@code node} and {@code nodes}, over whatever kinds the features declare. */
@NullMarked
package io.mutuals.node;

import org.jspecify.annotations.NullMarked;
