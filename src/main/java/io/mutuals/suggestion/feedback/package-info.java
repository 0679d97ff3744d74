/** What viewers do with suggestions: impressions, dismissals, the discounts that follow, and how far a user is suggested. */
@NamedInterface("feedback")
@NullMarked
package io.mutuals.suggestion.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
