/** What people talk about: videos and who likes them. */
@NullMarked
package io.mutuals.video;

import org.jspecify.annotations.NullMarked;
