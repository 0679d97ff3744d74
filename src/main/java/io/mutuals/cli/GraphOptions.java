package io.mutuals.cli;

import io.mutuals.suggestion.evaluation.BadEdgeFileException;
import io.mutuals.suggestion.evaluation.EdgeFile;
import io.mutuals.suggestion.evaluation.EdgeList;
import io.mutuals.suggestion.evaluation.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose the graph of a command. */
final class GraphOptions {

    @ArgGroup(exclusive = true, multiplicity = "1")
    private @Nullable GraphSource source;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "the names of the columns of FILE, where the file does not tell which ones are the "
                    + "people and the time, such as source,target,weight,time")
    private List<String> columns = List.of();

    private List<String> settings = List.of();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** The source of the graph: a file or Neo4j. */
    static final class GraphSource {

        @Option(
                names = "--edges",
                paramLabel = "FILE",
                description = "a file with a friendship a line, a,b or a,b,time; docs/evaluation.md tells what "
                        + "it may look like")
        private @Nullable Path edges;

        @Option(
                names = "--from-neo4j",
                description =
                        "the friendships in Neo4j; settings such as --spring.neo4j.uri=bolt://host:7687 may follow")
        private boolean fromNeo4j;
    }

    /** Returns the name of the graph in reports: a file is named with its folder, which often says more. */
    String name() {
        Path edges = edges();
        if (edges == null) {
            return "Neo4j";
        }
        Path absolute = edges.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return folder == null || folder.getFileName() == null
                ? absolute.toString()
                : folder.getFileName() + "/" + absolute.getFileName();
    }

    /**
     * Checks and keeps the arguments that match no option of the command. Call it before any long work.
     *
     * @param unmatched the arguments; only application settings such as {@code --spring.neo4j.uri=bolt://host:7687}
     *     are valid
     * @param onFiles the settings that the command also reads when the graph is a file
     * @throws ParameterException naming the first invalid argument
     */
    void accept(List<String> unmatched, Predicate<String> onFiles) {
        for (String argument : unmatched) {
            if (!Commands.isSetting(argument) || (edges() != null && !onFiles.test(argument))) {
                throw wrong("Unknown argument: " + argument);
            }
        }
        if (edges() == null && !columns.isEmpty()) {
            throw wrong("--columns names the columns of a file; leave it out, or name a file with --edges.");
        }
        settings = List.copyOf(unmatched);
    }

    /** Returns the application settings on the command line. */
    List<String> settings() {
        return settings;
    }

    /** Returns the exception for a wrong call, to be thrown by the caller. */
    ParameterException wrong(String message) {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        return new ParameterException(line, message);
    }

    /**
     * Reads the friendships.
     *
     * @throws CommandFailure if they cannot be read, or there are none
     */
    EdgeList read(Progress progress) {
        Path edges = edges();
        EdgeList friendships = edges == null ? fromNeo4j(progress) : from(edges, progress);
        if (friendships.edges().isEmpty()) {
            throw new CommandFailure(name() + " holds no friendships; name a graph that has some.");
        }
        return friendships;
    }

    private @Nullable Path edges() {
        GraphSource chosen = Objects.requireNonNull(source);
        return chosen.fromNeo4j ? null : chosen.edges;
    }

    private EdgeList fromNeo4j(Progress progress) {
        try (var context = Commands.open(FriendshipsPart.class, settings)) {
            return EdgeList.of(
                    context.getBean(FriendshipStream.class).graph(progress), "since of the friendships in Neo4j");
        }
    }

    private EdgeList from(Path file, Progress progress) {
        if (Files.isDirectory(file)) {
            throw new CommandFailure("\"" + file + "\" is a folder; name a file of friendships.");
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailure("There is no file \"" + file + "\" that can be read; name a file of friendships.");
        }
        try {
            return EdgeFile.read(file, columns, progress);
        } catch (BadEdgeFileException bad) {
            throw new CommandFailure(String.valueOf(bad.getMessage()));
        } catch (IOException unreadable) {
            throw new CommandFailure("\"" + file + "\" cannot be read to its end (" + unreadable.getMessage()
                    + "); it has to be text, or gzip with a name that ends in .gz.");
        }
    }
}
