/** Reports of messages and users, and the decisions of moderators about them. */
@NullMarked
package io.mutuals.report;

import org.jspecify.annotations.NullMarked;
