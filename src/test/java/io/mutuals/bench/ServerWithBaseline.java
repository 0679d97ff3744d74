package io.mutuals.bench;

import io.mutuals.ServerProcess;
import java.io.IOException;

/** The server and the baseline in a child process. */
final class ServerWithBaseline {

    private ServerWithBaseline() {}

    public static void main(String[] arguments) throws IOException {
        ServerProcess.serve(arguments, BaselineServer.class);
    }
}
