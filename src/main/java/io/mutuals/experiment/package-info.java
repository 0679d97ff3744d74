/** Experiments on people you may know: the API that reads them, and the rankings that they give to users. */
@NullMarked
package io.mutuals.experiment;

import org.jspecify.annotations.NullMarked;
