/** Shows what an evaluation found: one HTML page that needs nothing else, JSON, CSV and a table for a terminal. */
@NullMarked
package io.mutuals.suggestion.evaluation.report;

import org.jspecify.annotations.NullMarked;
