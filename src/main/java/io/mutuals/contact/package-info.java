/** Contact matching: users who have each other in their address books find each other, and reveal nothing else. */
@NullMarked
package io.mutuals.contact;

import org.jspecify.annotations.NullMarked;
