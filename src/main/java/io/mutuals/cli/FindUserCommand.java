package io.mutuals.cli;

import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import io.mutuals.erasure.TraceSearch;
import io.mutuals.erasure.UserTrace;
import io.mutuals.security.Viewer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import redis.clients.jedis.exceptions.JedisException;

/** Finds what is stored of a user: the proof of an erasure. */
@Command(
        name = "find-user",
        description = "Reads everything in Neo4j and Redis, and tells where something of a user is stored (see"
                + " docs/leaving.md).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Commands.EXIT_CODES,
        exitCodeList = {
            "0: nothing is stored of the user",
            "1: something is, as the output tells; or the search failed, as the standard error tells",
            "2: the command was called wrongly"
        })
final class FindUserCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "the id of the user: usr_…, or the number of an import")
    private @Nullable String id;

    @Option(names = "--handle", description = "also search for this handle, which texts of others may mention")
    private @Nullable String handle;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        CommandSpec spec = Objects.requireNonNull(command);
        Commands.requireSettings(settings, spec);
        UserId user = user(Objects.requireNonNull(id), spec);
        try (var context = Commands.open(settings, null)) {
            List<UserTrace> traces = context.getBean(TraceSearch.class).find(user, handle);
            PrintWriter out = spec.commandLine().getOut();
            traces.forEach(trace -> out.println(trace.place() + ": " + trace.count()));
            out.println(traces.isEmpty() ? "Nothing is stored of this user." : traces.size() + " places");
            out.flush();
            return traces.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (JedisException outage) {
            throw new CommandFailure("The connection to Redis was lost; run the command again.");
        }
    }

    private static UserId user(String id, CommandSpec spec) {
        try {
            return new UserId(id.matches("[0-9]{1,18}") ? Long.parseLong(id) : Viewer.USER_ID.decode(id));
        } catch (RequestException wrong) {
            throw new ParameterException(
                    spec.commandLine(), "\"" + id + "\" is not the id of a user, such as usr_0000000000042.");
        }
    }
}
