/** Evidence for candidates, the rules that decide whether it is enough, and the reasons shown. */
@NamedInterface("evidence")
@NullMarked
package io.mutuals.suggestion.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
