package io.mutuals.document;

import graphql.schema.idl.SchemaPrinter;
import io.mutuals.api.ErrorBody;
import io.mutuals.api.ErrorCode;
import io.mutuals.security.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Serves the schema as text, for code generators and editors, to all who may introspect it. */
@Controller
class SchemaController {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final int TAG_LENGTH = 32;

    private final DocumentProperties properties;
    private final Supplier<Printed> printed;

    SchemaController(GraphQlSource source, DocumentProperties properties) {
        this.properties = properties;
        this.printed = SingletonSupplier.of(() -> Printed.of(source));
    }

    /** Returns the schema, or only that it has not changed if the client names the version that it has. */
    @GetMapping("/graphql/schema.graphql")
    @Nullable
    ResponseEntity<String> schema(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (properties.mode() == DocumentMode.TRUSTED && !properties.isExempt(SignIn.of(request.getUserPrincipal()))) {
            ErrorBody.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    ErrorCode.DOCUMENT_NOT_TRUSTED,
                    "Only registered documents are answered, and the schema is shown to the roles that are exempt.");
            return null;
        }
        Printed schema = printed.get();
        // Spring heeds the asterisk for changes only.
        boolean has = "*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH));
        return ResponseEntity.status(has ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(schema.tag())
                .body(has ? null : schema.text());
    }

    /**
     * The schema as text.
     *
     * @param tag weak, since the text may be compressed on its way
     */
    private record Printed(String text, String tag) {

        static Printed of(GraphQlSource source) {
            String text = new SchemaPrinter(
                            SchemaPrinter.Options.defaultOptions().includeDirectiveDefinitions(false))
                    .print(source.schema());
            return new Printed(text, "W/\"" + PersistedDocuments.hash(text).substring(0, TAG_LENGTH) + "\"");
        }
    }
}
