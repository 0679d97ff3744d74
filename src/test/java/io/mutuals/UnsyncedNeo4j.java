package io.mutuals;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.neo4j.configuration.Config;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilderImplementation;
import org.neo4j.graphdb.facade.DatabaseManagementServiceFactory;
import org.neo4j.graphdb.facade.ExternalDependencies;
import org.neo4j.graphdb.factory.module.GlobalModule;
import org.neo4j.io.fs.DefaultFileSystemAbstraction;
import org.neo4j.io.fs.FileSystemAbstraction;
import org.neo4j.io.fs.StoreFileChannel;

/**
 * A Neo4j that does not sync to disk on commit: a crash of the machine would lose its last transactions, a crash of the
 * process would not. For temporary stores only. Syncing takes milliseconds, most of the time of a small write.
 */
final class UnsyncedNeo4j extends DatabaseManagementServiceBuilderImplementation {

    UnsyncedNeo4j(Path home) {
        super(home);
    }

    @Override
    protected DatabaseManagementService newDatabaseManagementService(Config config, ExternalDependencies dependencies) {
        return new DatabaseManagementServiceFactory(getDbmsInfo(config), getEditionFactory(config)) {
            @Override
            protected GlobalModule createGlobalModule(Config config, boolean daemon, ExternalDependencies external) {
                return new GlobalModule(config, dbmsInfo, daemon, external) {
                    @Override
                    protected FileSystemAbstraction createFileSystemAbstraction() {
                        return new UnsyncedFiles();
                    }
                };
            }
        }.build(augmentConfig(config), daemonMode, dependencies);
    }

    private static final class UnsyncedFiles extends DefaultFileSystemAbstraction {
        @Override
        protected StoreFileChannel getStoreFileChannel(FileChannel channel) {
            return new StoreFileChannel(channel) {
                @Override
                public void force(boolean metaData) {
                    // the page cache of the operating system outlives the process
                }
            };
        }
    }
}
