package io.mutuals.api;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;

/**
 * A request as it was read, which may have the id of a document in place of the document, and say what errors of fields
 * do.
 */
final class ReadRequest extends SerializableGraphQlRequest {

    private @Nullable String documentId;
    private @Nullable Object onError;

    public void setDocumentId(@Nullable String id) {
        documentId = id;
    }

    public void setOnError(@Nullable Object behavior) {
        onError = behavior;
    }

    /** Replaces what is missing by what Spring takes for it. */
    ReadRequest complete() {
        Map<String, @Nullable Object> variables = getVariables();
        setVariables(variables == null ? Map.of() : variables);
        Map<String, Object> extensions = getExtensions();
        setExtensions(extensions == null ? Map.of() : extensions);
        extend(SentDocument.DOCUMENT_ID, documentId);
        extend(ErrorBehavior.ON_ERROR, onError);
        return this;
    }

    private void extend(String name, @Nullable Object value) {
        if (value != null) {
            Map<String, Object> more = new HashMap<>(getExtensions());
            more.put(name, value);
            setExtensions(more);
        }
    }

    @Override
    public String getDocument() {
        return getQuery() == null && documentId != null ? SentDocument.NO_TEXT : super.getDocument();
    }
}
