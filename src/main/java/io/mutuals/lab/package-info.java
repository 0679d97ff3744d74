/** The page of those who experiment, served from our own jar; all that it shows it asks of the API. */
@NullMarked
package io.mutuals.lab;

import org.jspecify.annotations.NullMarked;
