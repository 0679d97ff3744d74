/** Loads objects of any type by global id: the queries {@code node} and {@code nodes}. */
@NullMarked
package io.mutuals.node;

import org.jspecify.annotations.NullMarked;
