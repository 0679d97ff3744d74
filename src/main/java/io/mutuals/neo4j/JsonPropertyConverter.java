package io.mutuals.neo4j;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.springframework.data.neo4j.core.convert.Neo4jPersistentPropertyConverter;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts a value to JSON in a single property. Suits values that are read in full and never queried by their content.
 */
public abstract class JsonPropertyConverter<T> implements Neo4jPersistentPropertyConverter<T> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final TypeReference<T> type;

    protected JsonPropertyConverter(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public Value write(@Nullable T source) {
        return source == null ? Values.NULL : Values.value(JSON.writeValueAsString(source));
    }

    @Override
    public @Nullable T read(@Nullable Value source) {
        return source == null || source.isNull() ? null : JSON.readValue(source.asString(), type);
    }
}
