package io.mutuals.report;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.springframework.data.neo4j.core.convert.Neo4jPersistentPropertyConverter;
import tools.jackson.databind.json.JsonMapper;

/** Keeps a record as JSON in one property: it is read as a whole, and nothing is looked for in it. */
abstract class AsJson<T> implements Neo4jPersistentPropertyConverter<T> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Class<T> type;

    private AsJson(Class<T> type) {
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

    /** For what was reported. */
    static final class OfEvidence extends AsJson<Evidence> {
        OfEvidence() {
            super(Evidence.class);
        }
    }

    /** For who reported it. */
    static final class OfUser extends AsJson<RecordedUser> {
        OfUser() {
            super(RecordedUser.class);
        }
    }

    /** For what was decided. */
    static final class OfDecision extends AsJson<ReportDecision> {
        OfDecision() {
            super(ReportDecision.class);
        }
    }
}
