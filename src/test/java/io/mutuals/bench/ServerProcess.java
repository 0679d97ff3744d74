package io.mutuals.bench;

import io.mutuals.LocalTokens;
import io.mutuals.MutualsApplication;
import java.io.IOException;
import org.springframework.boot.SpringApplication;

/** The server with the baseline beside it, in a process of its own: prints its address, then serves until its input ends. */
final class ServerProcess {

    private ServerProcess() {}

    public static void main(String[] arguments) throws IOException {
        var running = SpringApplication.from(MutualsApplication::main)
                .with(LocalTokens.class, BaselineServer.class)
                .run(arguments);
        try (var context = running.getApplicationContext()) {
            System.out.println(ChildProcess.READY + "http://localhost:"
                    + context.getEnvironment().getProperty("local.server.port"));
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
