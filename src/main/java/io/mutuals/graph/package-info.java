/** Neo4j: named statements with time limits, failures made typed, schema migrations. */
@NullMarked
package io.mutuals.graph;

import org.jspecify.annotations.NullMarked;
