package io.mutuals.bench;

import io.mutuals.ServerProcess;
import java.io.IOException;

/** The server with the baseline beside it, in a process of its own. */
final class ServerWithBaseline {

    private ServerWithBaseline() {}

    public static void main(String[] arguments) throws IOException {
        ServerProcess.serve(arguments, BaselineServer.class);
    }
}
