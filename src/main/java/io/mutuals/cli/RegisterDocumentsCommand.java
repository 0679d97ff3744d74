package io.mutuals.cli;

import io.mutuals.api.RequestException;
import io.mutuals.document.DocumentRelease;
import io.mutuals.document.TrustedDocuments;
import io.mutuals.document.TrustedDocuments.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Registers the documents of an app's release. */
@Command(
        name = "register-documents",
        description = "Registers the documents of an app's release, which clients may then send by their ids (see"
                + " docs/documents.md). Can be run again.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Commands.EXIT_CODES,
        exitCodeList = {
            "0: every document is registered",
            "1: none is; the standard error tells why",
            "2: the command was called wrongly"
        })
final class RegisterDocumentsCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "the manifest: Apollo's, or an object of documents by id, as Relay and GraphQL Code Generator"
                    + " write it")
    private @Nullable Path file;

    @Option(names = "--app", required = true, description = "the name of the app")
    private @Nullable String app;

    @Option(names = "--app-version", required = true, description = "the version of the app")
    private @Nullable String version;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        CommandSpec spec = Objects.requireNonNull(command);
        Commands.requireSettings(settings, spec);
        String manifest = read(Objects.requireNonNull(file));
        try (var context = Commands.open(settings, null)) {
            Registration done = context.getBean(TrustedDocuments.class)
                    .register(Objects.requireNonNull(app), Objects.requireNonNull(version), manifest);
            DocumentRelease release = done.release();
            if (release == null) {
                done.errors().forEach(error -> spec.commandLine().getErr().println(error.message()));
                return CommandLine.ExitCode.SOFTWARE;
            }
            spec.commandLine()
                    .getOut()
                    .println(release.app() + " " + release.version() + ": " + release.documentCount() + " documents");
            spec.commandLine().getOut().flush();
            return CommandLine.ExitCode.OK;
        } catch (RequestException outage) {
            throw new CommandFailure("The connection to Neo4j was lost; run the command again.");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CommandFailure("The file " + file + " cannot be read.");
        }
    }
}
