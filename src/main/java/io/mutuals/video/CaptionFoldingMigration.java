package io.mutuals.video;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import ac.simons.neo4j.migrations.core.MigrationContext;
import ac.simons.neo4j.migrations.core.MigrationVersion;
import io.mutuals.user.NameFolding;
import org.neo4j.driver.Session;
import org.springframework.stereotype.Component;

/** Stores every caption again as it is {@linkplain NameFolding#foldText folded} now. */
@Component
class CaptionFoldingMigration implements JavaBasedMigration {

    private static final String NAME = "V026__Captions_folded_anew";
    private static final MigrationVersion VERSION = MigrationVersion.parse(NAME);

    @Override
    public MigrationVersion getVersion() {
        return VERSION;
    }

    @Override
    public String getSource() {
        return NAME;
    }

    @Override
    public void apply(MigrationContext context) {
        try (Session session = context.getSession()) {
            CaptionIndexMigration.fold(session);
        }
    }
}
