package io.mutuals.experiment.design;

import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.security.Viewer;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Puts the pseudonym in the place of a user in the trial variants and audit trails of experiments. A participant who
 * had a trial variant is still left out of the results.
 */
@Component
class ErasedAudit implements ErasureStep {

    /** Touches all experiments. */
    private static final Statement ERASE = new Statement(
            "erasure.experiments",
            Cypher.of("""
            MATCH (experiment:Experiment)
            WHERE {overrides} OR {actor} OR experiment.changes CONTAINS $id
            SET experiment.locked = true
            SET experiment.overrides = replace(
                experiment.overrides, '"user":' + $user + ',', '"user":' + $pseudonym + ','),
              experiment.changes = replace(replace(
                experiment.changes, '"actor":' + $user + ',', '"actor":' + $pseudonym + ','), $id, $pseudonymId)
            """)
                    .with("overrides", "experiment.overrides CONTAINS '\"user\":' + $user + ','")
                    .with("actor", "experiment.changes CONTAINS '\"actor\":' + $user + ','"));

    private final Graph graph;

    ErasedAudit(Graph graph) {
        this.graph = graph;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        Map<String, Object> parameters = Map.of(
                "user", user.user().value(),
                "pseudonym", user.pseudonym().value(),
                "id", Viewer.USER_ID.encode(user.user().value()),
                "pseudonymId", Viewer.USER_ID.encode(user.pseudonym().value()));
        graph.write(ERASE.name(), transaction -> transaction.run(ERASE, parameters));
        return false;
    }
}
