package io.mutuals.bench;

import io.mutuals.ServerProcess;
import java.io.IOException;

/** The server with {@link BurstServer} in a child process. */
final class ServerWithBurst {

    private ServerWithBurst() {}

    public static void main(String[] arguments) throws IOException {
        ServerProcess.serve(arguments, BurstServer.class);
    }
}
