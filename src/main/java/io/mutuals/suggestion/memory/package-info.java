/** Data kept in memory beside the friend graph: facts about people, shared groups and videos, address books. */
@NamedInterface("memory")
@NullMarked
package io.mutuals.suggestion.memory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
