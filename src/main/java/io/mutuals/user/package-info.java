/** Users: profiles, privacy settings, search, and the one place that decides who is visible to a viewer. */
@NullMarked
package io.mutuals.user;

import org.jspecify.annotations.NullMarked;
