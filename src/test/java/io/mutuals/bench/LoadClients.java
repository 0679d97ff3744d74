package io.mutuals.bench;

import io.mutuals.LocalTokens;
import io.mutuals.bench.Operation.Subject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Concurrent clients that each send one request after another. */
final class LoadClients {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Member> members;
    private final int clients;

    /** @param members the users on whose behalf the clients send requests */
    LoadClients(List<Member> members, int clients) {
        this.members = members;
        this.clients = clients;
    }

    /**
     * A user on whose behalf requests are sent.
     *
     * @param conversation a conversation of the user
     */
    record Member(long user, long conversation, String token) {

        Member(long user, long conversation) {
            this(user, conversation, LocalTokens.mint(user));
        }
    }

    /**
     * The result of a load phase.
     *
     * @param seconds the duration
     * @param latencies the latencies of all answers in nanoseconds, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Outcome(double seconds, long[] latencies) {

        double perSecond() {
            return latencies.length / seconds;
        }

        /** @param share the quantile, from 0 to 1 */
        double millis(double share) {
            return latencies[(int) Math.min(latencies.length - 1, share * latencies.length)] / 1e6;
        }
    }

    /** Sends an operation from all clients for {@code seconds}, on behalf of random members. */
    Outcome ask(Operation operation, URI endpoint, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        SplittableRandom seeds = new SplittableRandom(42);
        return together(operation.name(), () -> {
            SplittableRandom random = seeds.split();
            return () -> System.nanoTime() < end
                    ? request(operation, endpoint, members.get(random.nextInt(members.size())))
                    : null;
        });
    }

    /** Sends the requests made by {@code request} from all clients for {@code seconds}. */
    Outcome ask(String name, Function<SplittableRandom, HttpRequest> request, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        SplittableRandom seeds = new SplittableRandom();
        return together(name, () -> {
            SplittableRandom random = seeds.split();
            return () -> System.nanoTime() < end ? request.apply(random) : null;
        });
    }

    /** @param turns supplies each client's source of requests, which returns null at the end */
    private Outcome together(String name, Supplier<Supplier<@Nullable HttpRequest>> turns) {
        long started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<long[]>> work = IntStream.range(0, clients)
                    .<Callable<long[]>>mapToObj(client -> {
                        Supplier<@Nullable HttpRequest> turn = turns.get();
                        return () -> alone(name, turn);
                    })
                    .toList();
            long[] latencies = new long[0];
            for (var done : threads.invokeAll(work)) {
                long[] own = done.get();
                int before = latencies.length;
                latencies = Arrays.copyOf(latencies, before + own.length);
                System.arraycopy(own, 0, latencies, before, own.length);
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            Arrays.sort(latencies);
            return new Outcome(seconds, latencies);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private long[] alone(String name, Supplier<@Nullable HttpRequest> turn) throws IOException, InterruptedException {
        long[] latencies = new long[1024];
        int count = 0;
        for (HttpRequest request = turn.get(); request != null; request = turn.get()) {
            long sent = System.nanoTime();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200
                    || answer.body().contains("\"errors\"")
                    || answer.body().contains("\"userErrors\":[{")) {
                throw new IOException(name + ": HTTP " + answer.statusCode() + " " + answer.body());
            }
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = System.nanoTime() - sent;
        }
        return Arrays.copyOf(latencies, count);
    }

    /** Sends one request and returns the body of its answer. */
    String body(Operation operation, URI endpoint, Member member) {
        try {
            return http.send(request(operation, endpoint, member), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static HttpRequest request(Operation operation, URI endpoint, Member member) {
        long subject = switch (operation.subject()) {
            case VIEWER, USER -> member.user();
            case CONVERSATION -> member.conversation();
        };
        Map<String, ?> variables = operation.subject() == Subject.VIEWER
                ? Map.of()
                : Map.of("id", Operation.id(operation.subject(), subject));
        return HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + member.token())
                .header("Viewer", String.valueOf(member.user()))
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", operation.query(), "variables", variables))))
                .build();
    }
}
