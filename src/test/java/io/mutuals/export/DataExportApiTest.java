package io.mutuals.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Users request exports and download them; the links of others are worth nothing. */
@MutualsTest
class DataExportApiTest {

    private static final String EXPORT = "dataExport { id state requestedAt readyAt expiresAt bytes url }";

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final ExportJobs jobs;

    DataExportApiTest(Api api, World world, TestClock clock, ExportJobs jobs) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.jobs = jobs;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("ada", "ben");
        world.friends("ada", "ben");
    }

    @Test
    void oneIsRequestedOnceADay() {
        assertThat(latest().isNull()).isTrue();
        JsonNode first = request("ada").path("dataExport");
        assertThat(first.path("state").asString()).isEqualTo("QUEUED");
        assertThat(first.path("url").isNull() && first.path("expiresAt").isNull())
                .isTrue();
        assertThat(request("ada").path("dataExport")).isEqualTo(first);
        assertThat(request("ben").at("/dataExport/id")).isNotEqualTo(first.path("id"));

        jobs.runAll();
        JsonNode ready = latest();
        assertThat(ready.path("state").asString()).isEqualTo("READY");
        assertThat(ready.path("id")).isEqualTo(first.path("id"));
        JsonNode refused = request("ada");
        assertThat(Mutations.code(refused)).isEqualTo("RATE_LIMITED");
        assertThat(refused.at("/dataExport/id")).isEqualTo(first.path("id"));
        Instant resetAt = Instant.parse(refused.at("/userErrors/0/resetAt").asString());
        assertThat(resetAt)
                .isEqualTo(Instant.parse(first.path("requestedAt").asString()).plus(Duration.ofDays(1)));

        clock.pass(Duration.ofHours(24));
        String old = ready.path("url").asString();
        JsonNode second = request("ada");
        assertThat(second.path("userErrors").isEmpty()).isTrue();
        assertThat(second.at("/dataExport/id")).isNotEqualTo(first.path("id"));
        assertNothingAt(api.with(null), old);
        jobs.runAll();
        assertThat(world.values("MATCH (e:DataExport)<-[:EXPORTS]-(:User {handle: 'ada'}) RETURN e.state"))
                .containsExactly("READY");
    }

    @Test
    void theLinkAnswersAFileUntilItEnds() throws Exception {
        request("ada");
        jobs.runAll();
        JsonNode export = latest();
        String url = export.path("url").asString();

        HttpResponse<byte[]> plain = get(url, "identity");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(plain.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(plain.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"mutuals-export-\\d{4}-\\d\\d-\\d\\d\\.json\"");
        assertThat(plain.body()).hasSize(export.path("bytes").asInt());
        HttpResponse<byte[]> packed = get(url, "gzip");
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        String text = new String(plain.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("{\"format\":1,\"user\":\"" + world.id("ada") + "\",\"requestedAt\":\"20");
        assertThat(api.as("ada").get(url).json())
                .isEqualTo(api.with(null).get(url).json());

        assertNothingAt(api.as("ben"), url);
        byte[] token = Base64.getUrlDecoder().decode(url.substring(ExportLink.PATH.length()));
        for (int at = 0; at < token.length; at += 5) {
            byte[] altered = token.clone();
            altered[at] ^= 1;
            assertNothingAt(
                    api.with(null),
                    ExportLink.PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(altered));
        }
        for (String other : List.of("x", "AAAA", url.substring(ExportLink.PATH.length()) + "AAAA")) {
            assertNothingAt(api.with(null), ExportLink.PATH + other);
        }
        clock.pass(Duration.ofMinutes(15));
        assertNothingAt(api.with(null), url);
        String fresh = latest().path("url").asString();
        assertThat(api.with(null).get(fresh).status()).isEqualTo(200);

        clock.pass(Duration.ofDays(7));
        assertThat(latest().isNull()).isTrue();
        jobs.runAll();
        assertThat(world.values("MATCH (n) WHERE n:DataExport OR n:ExportChunk RETURN n"))
                .isEmpty();
    }

    @Test
    void anAccountThatIsRemovedOrErasedExportsNothing() {
        request("ada");
        jobs.runAll();
        String url = latest().path("url").asString();
        clock.pass(Duration.ofHours(25));
        for (Map.Entry<String, String> gone :
                Map.of("removedByPlatform", "REMOVED", "erasedAs", "DELETED").entrySet()) {
            world.set("ada", gone.getKey(), gone.getKey().equals("erasedAs") ? (Object) 77L : true);
            JsonNode refused = request("ada");
            assertThat(Mutations.code(refused)).isEqualTo(gone.getValue());
            assertNothingAt(api.with(null), url);
            world.set("ada", gone.getKey(), null);
        }
        assertThat(api.with(null)
                        .ask("mutation { exportMyData(input: {}) { userErrors { code } } }")
                        .code())
                .isEqualTo("UNAUTHENTICATED");
    }

    private JsonNode request(String handle) {
        return api.as(handle)
                .data("mutation { exportMyData(input: {}) { " + EXPORT + " userErrors { code message resetAt } } }")
                .path("exportMyData");
    }

    private JsonNode latest() {
        return api.as("ada")
                .data("{ viewer { id account { state } " + EXPORT + " } }")
                .at("/viewer/dataExport");
    }

    /** All links that are worth nothing are answered alike. */
    private void assertNothingAt(Api.Caller caller, String url) {
        Api.Answer answer = caller.get(url);
        assertThat(answer.status()).as(url).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo(api.with(null).get(ExportLink.PATH + "never").body());
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
    }

    private HttpResponse<byte[]> get(String url, String encoding) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.address().resolve(url))
                .header("Accept-Encoding", encoding)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
