package io.mutuals.export;

import io.mutuals.api.DateTimes;
import io.mutuals.api.IdType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.TypeSystem;
import tools.jackson.databind.json.JsonMapper;

/** Writes values of Neo4j as the API does: opaque ids, and times in UTC. */
final class ExportJson {

    private static final TypeSystem TYPES = TypeSystem.getDefault();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PREFIX = 3;

    private ExportJson() {}

    /** Returns the JSON text of an item, in UTF-8. */
    static byte[] of(Value item) {
        return JSON.writeValueAsBytes(plain(item));
    }

    /** Returns the JSON text of a plain value, in UTF-8. */
    static byte[] of(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    private static @Nullable Object plain(Value value) {
        if (value.hasType(TYPES.NULL())) {
            return null;
        }
        if (value.hasType(TYPES.MAP())) {
            return object(value);
        }
        if (value.hasType(TYPES.LIST())) {
            List<@Nullable Object> items = new ArrayList<>();
            value.values().forEach(one -> items.add(plain(one)));
            return items;
        }
        if (value.hasType(TYPES.DATE_TIME())) {
            return DateTimes.text(value.asZonedDateTime().toInstant());
        }
        return value.asObject();
    }

    private static @Nullable Object object(Value map) {
        if (map.size() == 1) {
            String only = map.keys().iterator().next();
            Value number = map.get(only);
            if (only.length() == PREFIX && number.hasType(TYPES.INTEGER())) {
                return new IdType(only).encode(number.asLong());
            }
            if (only.length() == PREFIX && number.isNull()) {
                return null;
            }
        }
        Map<String, Object> fields = new TreeMap<>();
        for (String key : map.keys()) {
            Object field = plain(map.get(key));
            if (field != null) {
                fields.put(key, field);
            }
        }
        return fields;
    }
}
