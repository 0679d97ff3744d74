/** Reports of messages and people, and what moderators decide about them. */
@NullMarked
package io.mutuals.report;

import org.jspecify.annotations.NullMarked;
