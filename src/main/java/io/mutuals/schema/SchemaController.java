package io.mutuals.schema;

import graphql.schema.GraphQLSchema;
import io.mutuals.api.ErrorBody;
import io.mutuals.api.ErrorCode;
import io.mutuals.document.DocumentMode;
import io.mutuals.document.DocumentProperties;
import io.mutuals.security.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** Serves the schema and its releases, for code generators and editors, to all who may introspect it. */
@Controller
class SchemaController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final int TAG_LENGTH = 32;

    private final DocumentProperties properties;
    private final SchemaReleases releases = SchemaReleases.read();
    private final Supplier<Kept> current;
    private final Supplier<Kept> changes;

    SchemaController(GraphQlSource source, DocumentProperties properties) {
        this.properties = properties;
        this.current = SingletonSupplier.of(() -> Kept.of(SchemaText.of(source.schema())));
        this.changes = SingletonSupplier.of(() -> Kept.of(changes(releases, source.schema())));
    }

    /**
     * Returns the schema, or only that it has not changed if the client names the version that it has.
     *
     * @param at the tag of a release; null for the schema of this server
     */
    @GetMapping("/graphql/schema.graphql")
    @Nullable
    ResponseEntity<String> schema(
            @RequestParam(required = false) @Nullable String at,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (isRefused(request, response)) {
            return null;
        }
        if (at == null) {
            return answer(current.get(), TEXT, request);
        }
        String released = releases.find(at);
        if (released == null) {
            List<String> tags = releases.all().stream().map(SchemaRelease::tag).toList();
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.NOT_FOUND,
                    "The schema has no release with this tag. Its releases are " + String.join(", ", tags) + ".",
                    Map.of("code", ErrorCode.NOT_FOUND.name(), "releases", tags));
            return null;
        }
        return answer(Kept.of(released), TEXT, request);
    }

    /** Returns the releases, the newest first, and what changed from each to the next, as JSON. */
    @GetMapping("/graphql/schema/releases")
    @Nullable
    ResponseEntity<String> releases(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return isRefused(request, response) ? null : answer(changes.get(), MediaType.APPLICATION_JSON, request);
    }

    private static String changes(SchemaReleases releases, GraphQLSchema schema) {
        // In an order that is the same on all replicas, as the tag of the answer must be.
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("releases", releases.all().reversed());
        text.put("changes", SchemaChangelog.of(releases, schema).sections());
        return JsonMapper.shared().writeValueAsString(text);
    }

    private boolean isRefused(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean refused = properties.mode() == DocumentMode.TRUSTED
                && !properties.isExempt(SignIn.of(request.getUserPrincipal()));
        if (refused) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    ErrorCode.DOCUMENT_NOT_TRUSTED,
                    "Only registered documents are answered, and the schema is shown to the roles that are exempt.");
        }
        return refused;
    }

    private static ResponseEntity<String> answer(Kept kept, MediaType type, HttpServletRequest request) {
        // Spring heeds the asterisk for changes only.
        boolean has = "*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
        return ResponseEntity.status(has ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .contentType(type)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(kept.tag())
                .body(has ? null : kept.text());
    }

    /**
     * A text that a client may have already.
     *
     * @param tag weak, since the text may be compressed on its way
     */
    private record Kept(String text, String tag) {

        static Kept of(String text) {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return new Kept(text, "W/\"" + HexFormat.of().formatHex(hash).substring(0, TAG_LENGTH) + "\"");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
