/** Loaders: batch the keys of one request and coalesce those of concurrent requests. */
@NullMarked
package io.mutuals.loader;

import org.jspecify.annotations.NullMarked;
