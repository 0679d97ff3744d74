/** Who is asking: the viewer behind a token, with roles, the same on every transport. */
@NullMarked
package io.mutuals.security;

import org.jspecify.annotations.NullMarked;
