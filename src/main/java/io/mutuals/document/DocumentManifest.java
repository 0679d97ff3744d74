package io.mutuals.document;

import io.mutuals.api.SentDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of an app, as its build has written them down: the manifest of Apollo, an object with {@code
 * operations}, or that of Relay and GraphQL Code Generator, an object of texts by id.
 *
 * @param documents ordered by id, without repetitions
 */
record DocumentManifest(List<Entry> documents) {

    private static final String APOLLO_FORMAT = "apollo-persisted-query-manifest";

    /** A document and its id. */
    record Entry(String id, String text) {}

    /**
     * Parses a manifest.
     *
     * @throws Unreadable with a sentence that says what is wrong
     */
    static DocumentManifest parse(String json) {
        Object read;
        try {
            read = JsonMapper.shared().readValue(json, Object.class);
        } catch (JacksonException malformed) {
            throw new Unreadable("The manifest is not JSON.");
        }
        if (!(read instanceof Map<?, ?> object)) {
            throw new Unreadable("The manifest is not a JSON object.");
        }
        Map<String, String> texts = new TreeMap<>();
        if (object.containsKey("format") || object.get("operations") instanceof List) {
            readApollo(object, texts);
        } else {
            object.forEach((id, text) -> add(id, text, texts));
        }
        if (texts.isEmpty()) {
            throw new Unreadable("The manifest has no documents.");
        }
        List<Entry> entries = new ArrayList<>(texts.size());
        texts.forEach((id, text) -> entries.add(new Entry(id, text)));
        entries.sort(Comparator.comparing(Entry::id));
        return new DocumentManifest(List.copyOf(entries));
    }

    private static void readApollo(Map<?, ?> manifest, Map<String, String> texts) {
        Object format = manifest.get("format");
        if (format != null && !APOLLO_FORMAT.equals(format)) {
            throw new Unreadable("The format of the manifest is not " + APOLLO_FORMAT + ".");
        }
        if (!(manifest.get("version") instanceof Number version) || version.intValue() != 1) {
            throw new Unreadable("The version of the manifest's format is not 1.");
        }
        if (!(manifest.get("operations") instanceof List<?> operations)) {
            throw new Unreadable("The manifest has no list of operations.");
        }
        for (Object operation : operations) {
            if (!(operation instanceof Map<?, ?> fields)) {
                throw new Unreadable("An operation of the manifest is not an object.");
            }
            add(fields.get("id"), fields.get("body"), texts);
        }
    }

    private static void add(@Nullable Object id, @Nullable Object text, Map<String, String> texts) {
        if (!(id instanceof String key) || !SentDocument.isKey(key)) {
            throw new Unreadable("An id of the manifest is missing, not a text, or longer than 200 characters.");
        }
        if (!(text instanceof String document) || document.isBlank()) {
            throw new Unreadable("The document " + key + " of the manifest has no text.");
        }
        String before = texts.put(SentDocument.withoutPrefix(key), document);
        if (before != null && !before.equals(document)) {
            throw new Unreadable("The manifest has two documents with the id " + key + ".");
        }
    }

    /** Thrown when a text is no manifest. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message);
        }
    }
}
