package io.mutuals.suggestion.evaluation.report;

import io.mutuals.suggestion.evaluation.EvaluationResult;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes an evaluation as JSON: the fields of {@link EvaluationResult}, with times in RFC 3339. */
public final class JsonReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    /** Returns the report of a result as JSON. */
    public static String of(EvaluationResult result) {
        return JSON.writeValueAsString(result);
    }
}
