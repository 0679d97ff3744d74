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

/** The options that say which graph a command works on. */
final class GraphOptions {

    @ArgGroup(exclusive = true, multiplicity = "1")
    private @Nullable Where where;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description =
                    "the names of the columns of FILE, where the file does not tell which ones are the people and the time,"
                            + " such as source,target,weight,time")
    private List<String> columns = List.of();

    private List<String> settings = List.of();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Where the graph is. */
    static final class Where {

        @Option(
                names = "--edges",
                paramLabel = "FILE",
                description =
                        "a file with a friendship a line, a,b or a,b,time; docs/evaluation.md tells what it may look like")
        private @Nullable Path edges;

        @Option(
                names = "--from-neo4j",
                description =
                        "the friendships in Neo4j; settings such as --spring.neo4j.uri=bolt://host:7687 may follow")
        private boolean fromNeo4j;
    }

    /** What to call the graph: the file with its folder, which often says more. */
    String name() {
        Path edges = edges();
        if (edges == null) {
            return "Neo4j";
        }
        Path whole = edges.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        return folder == null || folder.getFileName() == null
                ? whole.toString()
                : folder.getFileName() + "/" + whole.getFileName();
    }

    /**
     * Takes over what no option of the command matched; to be called before anything that takes long.
     *
     * @param unmatched only settings of the application, such as {@code --spring.neo4j.uri=bolt://host:7687}
     * @param onFiles which of them the command goes by when the graph is not in Neo4j
     * @throws ParameterException naming what was not understood
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

    /** The settings that were given. */
    List<String> settings() {
        return settings;
    }

    /** How a command says that it was called wrongly. */
    ParameterException wrong(String message) {
        CommandLine line = Objects.requireNonNull(command).commandLine();
        return new ParameterException(line, message);
    }

    /**
     * Reads the friendships.
     *
     * @throws CommandFailure when they cannot be read, or there are none
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
        Where named = Objects.requireNonNull(where);
        return named.fromNeo4j ? null : named.edges;
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
