package io.mutuals.bench;

import io.mutuals.ServerProcess;
import java.io.IOException;

/** The server with a source of friendships in it, in a process of its own. */
final class ServerWithBurst {

    private ServerWithBurst() {}

    public static void main(String[] arguments) throws IOException {
        ServerProcess.serve(arguments, BurstServer.class);
    }
}
