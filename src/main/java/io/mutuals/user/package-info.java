/** People: profiles, and the one place that decides who may see whom. */
@NullMarked
package io.mutuals.user;

import org.jspecify.annotations.NullMarked;
