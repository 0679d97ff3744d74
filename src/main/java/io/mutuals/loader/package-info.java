/** Asks for many keys at once: fields of one request are batched, and requests in flight are coalesced. */
@NullMarked
package io.mutuals.loader;

import org.jspecify.annotations.NullMarked;
