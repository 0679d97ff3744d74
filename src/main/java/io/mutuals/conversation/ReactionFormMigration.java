package io.mutuals.conversation;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import ac.simons.neo4j.migrations.core.MigrationContext;
import ac.simons.neo4j.migrations.core.MigrationVersion;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Session;
import org.springframework.stereotype.Component;

/**
 * Migrates stored reactions to the fully-qualified form of their {@link Emoji}. Two forms of one emoji by the same user
 * become one reaction with the earlier time. Reactions that are not emojis are kept until their user removes them.
 */
@Component
class ReactionFormMigration implements JavaBasedMigration {

    private static final MigrationVersion VERSION = MigrationVersion.parse("V012__One_form_of_reactions");

    private static final String FORMS = """
            MATCH (:User)-[reacted:REACTED]->(:Message)
            RETURN DISTINCT reacted.emoji AS emoji
            """;

    private static final String REPLACE = """
            MATCH (user:User)-[old:REACTED {emoji: $old}]->(message:Message)
            CALL (user, old, message) {
              MERGE (user)-[reacted:REACTED {emoji: $form}]->(message)
              ON CREATE SET reacted.at = old.at
              ON MATCH SET reacted.at = CASE WHEN old.at < reacted.at THEN old.at ELSE reacted.at END
              DELETE old
            } IN TRANSACTIONS OF 10000 ROWS
            """;

    @Override
    public MigrationVersion getVersion() {
        return VERSION;
    }

    @Override
    public String getSource() {
        return "V012__One_form_of_reactions";
    }

    @Override
    public void apply(MigrationContext context) {
        try (Session session = context.getSession()) {
            migrate(session);
        }
    }

    static void migrate(Session session) {
        for (String emoji : session.run(FORMS).list(row -> row.get("emoji").asString())) {
            Optional<String> form = Emoji.of(emoji).filter(one -> !one.equals(emoji));
            if (form.isPresent()) {
                session.run(REPLACE, Map.of("old", emoji, "form", form.get())).consume();
            }
        }
    }
}
