/** The commands of the jar: import, evaluate, train and simulate. */
@NullMarked
package io.mutuals.cli;

import org.jspecify.annotations.NullMarked;
