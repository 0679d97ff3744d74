package io.mutuals.api;

import graphql.execution.preparsed.persisted.PersistedQuerySupport;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;

/**
 * The document of a request, as it was sent: its text, or a key by which the server may know it, or both.
 *
 * @param text the document; null if only a key was sent
 * @param key what the server may know the document by; null if only the text was sent
 * @param isHash whether the key is said to be the SHA-256 of the text, in hex
 */
public record SentDocument(@Nullable String text, @Nullable String key, boolean isHash) {

    /** The extension that holds a hash, as Apollo's clients and urql send it. */
    static final String PERSISTED_QUERY = "persistedQuery";

    /** The field of a request, and then its extension, that holds an id, as GraphQL over HTTP proposes it. */
    static final String DOCUMENT_ID = "documentId";

    /** What stands for the text where only a key was sent. Spring requires a text. */
    static final String NO_TEXT = PersistedQuerySupport.PERSISTED_QUERY_MARKER;

    private static final int LONGEST_KEY = 200;
    private static final String HASH_PREFIX = "sha256:";
    private static final String QUERY = "query";
    private static final String EXTENSIONS = "extensions";

    /** Returns the document of a request. Both parts are null if what it says of a key cannot be read. */
    public static SentDocument of(GraphQlRequest request) {
        String document = request.getDocument();
        Map<String, Object> extensions = request.getExtensions();
        boolean hasKey = extensions.get(PERSISTED_QUERY) != null || extensions.get(DOCUMENT_ID) != null;
        String text = hasKey && (document.isBlank() || document.equals(NO_TEXT)) ? null : document;
        if (extensions.get(PERSISTED_QUERY) instanceof Map<?, ?> persisted) {
            return Integer.valueOf(1).equals(persisted.get("version"))
                            && persisted.get("sha256Hash") instanceof String hash
                            && isKey(hash)
                    ? new SentDocument(text, hash, true)
                    : new SentDocument(text, null, false);
        }
        if (extensions.get(DOCUMENT_ID) instanceof String id && isKey(id)) {
            return new SentDocument(text, withoutPrefix(id), false);
        }
        return new SentDocument(text, null, false);
    }

    /** Returns an id without the name of the algorithm before a hash. */
    public static String withoutPrefix(String id) {
        return id.startsWith(HASH_PREFIX) ? id.substring(HASH_PREFIX.length()) : id;
    }

    /**
     * Returns whether a text may be the key of a document: of at most 200 characters, none of which is a control or
     * breaks lines, and not blank after the name of an algorithm.
     */
    public static boolean isKey(String text) {
        return text.length() <= LONGEST_KEY
                && !Unicode.isBlank(withoutPrefix(text))
                && Unicode.isText(text)
                && text.codePoints().noneMatch(SentDocument::breaksLines);
    }

    private static boolean breaksLines(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /**
     * Returns {@code body} in a form that Spring takes for a request: with a marker as its text if it has only a key,
     * and an id among its extensions. Unchanged if it has no key.
     */
    public static Map<String, Object> asRequest(Map<String, Object> body) {
        String id = body.get(DOCUMENT_ID) instanceof String given ? given : null;
        Map<?, ?> extensions = body.get(EXTENSIONS) instanceof Map<?, ?> some ? some : Map.of();
        if (id == null && extensions.get(PERSISTED_QUERY) == null) {
            return body;
        }
        Map<String, Object> request = new HashMap<>(body);
        if (id != null) {
            Map<Object, Object> more = new HashMap<>(extensions);
            more.put(DOCUMENT_ID, id);
            request.put(EXTENSIONS, more);
        }
        Object query = body.get(QUERY);
        if (query == null || (query instanceof String text && text.isBlank())) {
            request.put(QUERY, NO_TEXT);
        }
        return request;
    }
}
