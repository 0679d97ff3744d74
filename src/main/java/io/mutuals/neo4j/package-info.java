/** Neo4j: named statements with time limits, typed failures, and schema migrations. */
@NullMarked
package io.mutuals.neo4j;

import org.jspecify.annotations.NullMarked;
