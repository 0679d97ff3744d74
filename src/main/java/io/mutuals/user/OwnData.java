package io.mutuals.user;

import io.mutuals.export.ExportSection;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Statement;
import java.util.regex.Pattern;

/**
 * Makes the sections of exports, for all features. Their statements begin with {@code viewer}, the user, and {@code
 * hidden}, as {@link Visibility#FOR_EACH_KEY} binds them, and use the same rules as the API. They also answer a user
 * who is absent: to themselves, they are not.
 */
public final class OwnData {

    private static final String FOR_USER = """
            MATCH (viewer:User {id: $user})
            WITH viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden
            """;

    /** What {@link Visibility#isPresent} returns. */
    private static final Pattern IS_PRESENT = Pattern.compile("NOT (\\w+):Absent");

    private OwnData() {}

    /**
     * Returns a section that is a list.
     *
     * @param statement the rest of the statement, with {@code viewer} in scope wherever it has a rule of visibility
     */
    public static ExportSection list(String name, Cypher statement) {
        return new ExportSection(name, true, statement(name, statement));
    }

    /** Returns a section that is one object. Otherwise like {@link #list}. */
    public static ExportSection object(String name, Cypher statement) {
        return new ExportSection(name, false, statement(name, statement));
    }

    private static Statement statement(String name, Cypher rest) {
        String forAbsent = IS_PRESENT.matcher(rest.text()).replaceAll("(NOT $1:Absent OR $1 = viewer)");
        return new Statement("export." + name, FOR_USER + forAbsent);
    }

    /** Returns a Cypher map of another user, whom the user may see: enough to recognise them. */
    public static String user(String variable) {
        return "{id: {usr: %1$s.id}, handle: %1$s.handle, displayName: %1$s.displayName}".formatted(variable);
    }
}
