package io.mutuals.document;

import io.mutuals.api.UserError;
import io.mutuals.security.Role;
import io.mutuals.security.SignIn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the registration of documents, which needs the role of an administrator, and no account. */
@Controller
class DocumentController {

    private final TrustedDocuments documents;

    DocumentController(TrustedDocuments documents) {
        this.documents = documents;
    }

    @MutationMapping
    Payload registerDocuments(@Argument RegisterDocumentsInput input, SignIn signIn) {
        signIn.mustBe(Role.ADMIN);
        TrustedDocuments.Registration done = documents.register(input.app(), input.version(), input.manifest());
        return new Payload(done.release(), done.errors(), input.clientMutationId());
    }

    record RegisterDocumentsInput(
            String app,
            String version,
            String manifest,
            @Nullable String clientMutationId) {}

    /** The payload of {@code registerDocuments}. */
    record Payload(
            @Nullable DocumentRelease release,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
