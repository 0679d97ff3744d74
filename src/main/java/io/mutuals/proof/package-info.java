/** Counts what a request costs in round trips, and shows it to whoever asks with the header Mutuals-Proof. */
@NullMarked
package io.mutuals.proof;

import org.jspecify.annotations.NullMarked;
