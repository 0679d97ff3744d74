/** Shows what an evaluation found: one HTML page that needs nothing else, JSON, CSV and a table for a terminal. */
@NullMarked
@NamedInterface("evaluation-report")
package io.mutuals.suggestion.evaluation.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
