package io.mutuals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of server-sent events. */
public final class LiveEvents implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final InputStream body;
    private final HttpHeaders answered;

    private LiveEvents(Api api, String token, Map<String, String> headers, Map<String, ?> request) {
        this(api, token, headers, JSON.writeValueAsString(request));
    }

    private LiveEvents(Api api, String token, Map<String, String> headers, String content) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.address().resolve("/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(content));
        headers.forEach(request::setHeader);
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            body = response.body();
            answered = response.headers();
            if (response.statusCode() != 200) {
                throw new AssertionError("HTTP " + response.statusCode() + ": "
                        + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Opens a stream without reading it. */
    public static LiveEvents unread(Api api, String token, String query) {
        return new LiveEvents(api, token, Map.of(), Map.of("query", query));
    }

    /** Opens a stream. */
    public static LiveEvents of(Api api, String token, String query, Map<String, ?> variables) {
        return of(api, token, Map.of(), query, variables);
    }

    /** Opens a stream with headers. */
    public static LiveEvents of(
            Api api, String token, Map<String, String> headers, String query, Map<String, ?> variables) {
        return read(new LiveEvents(api, token, headers, Map.of("query", query, "variables", variables)));
    }

    /** Opens a stream with an arbitrary body. */
    public static LiveEvents posted(Api api, String token, String body) {
        return read(new LiveEvents(api, token, Map.of(), body));
    }

    private static LiveEvents read(LiveEvents events) {
        Thread.ofVirtual().name("events").start(events::read);
        return events;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    events.add(new Event("comment", JSON.nullNode()));
                } else if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    String data = line.substring("data:".length()).strip();
                    events.add(new Event(name, data.isEmpty() ? JSON.nullNode() : JSON.readTree(data)));
                }
            }
            events.add(new Event("end", JSON.nullNode()));
        } catch (IOException gone) {
            events.add(new Event("lost", JSON.nullNode()));
        }
    }

    /** Returns the headers of the response. */
    public HttpHeaders headers() {
        return answered;
    }

    /** Returns the next event other than heartbeats; fails if none comes. */
    public Event next() {
        Event event = poll();
        while (event.name().equals("comment")) {
            event = poll();
        }
        return event;
    }

    /** Returns the next event, including heartbeats; fails if none comes. */
    public Event poll() {
        try {
            @Nullable Event event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event came");
            }
            return event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns {@code data} of the next event. */
    public JsonNode data() {
        Event event = next();
        if (!event.name().equals("next") || event.data().has("errors")) {
            throw new AssertionError("Not an event with data: " + event);
        }
        return event.data().path("data");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /**
     * A received event.
     *
     * @param name next, complete or comment; end or lost if the connection ended
     */
    public record Event(String name, JsonNode data) {

        /** Returns the code of the first error. */
        public String code() {
            return data.at("/errors/0/extensions/code").asString("");
        }
    }
}
