/** Feedback of viewers on suggestions: impressions, dismissals, the discounts that follow, and the reach of a user. */
@NamedInterface("feedback")
@NullMarked
package io.mutuals.suggestion.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
