package io.mutuals.bench;

import io.mutuals.ChildProcess;
import io.mutuals.LocalServices;
import java.io.IOException;
import java.nio.file.Path;

/** Neo4j Community in a child process: prints its address, then serves until its input ends. */
final class Neo4jProcess {

    private Neo4jProcess() {}

    /** @param arguments the folder of the store, and the size of the page cache in bytes */
    public static void main(String[] arguments) throws IOException {
        try (LocalServices.Neo4j neo4j =
                LocalServices.startNeo4j(Path.of(arguments[0]), Long.parseLong(arguments[1]))) {
            System.out.println(ChildProcess.READY + neo4j.uri());
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
