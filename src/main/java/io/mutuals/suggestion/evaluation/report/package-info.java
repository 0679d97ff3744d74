/** The reports of an evaluation: a self-contained HTML page, JSON, CSV and a text table. */
@NullMarked
@NamedInterface("evaluation-report")
package io.mutuals.suggestion.evaluation.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
