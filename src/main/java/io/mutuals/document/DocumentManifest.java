package io.mutuals.document;

import io.mutuals.api.JsonLimits;
import io.mutuals.api.SentDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of an app, as its build has written them down: the manifest of Apollo, an object with {@code
 * operations}, or that of Relay and GraphQL Code Generator, an object of texts by id.
 *
 * @param documents ordered by id, without repetitions
 */
record DocumentManifest(List<Entry> documents) {

    private static final String APOLLO_FORMAT = "apollo-persisted-query-manifest";

    /** Refuses a key that an object has twice, of which a map would keep the last. */
    private static final ObjectReader STRICT =
            JsonMapper.shared().readerFor(Object.class).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /** An id that could also be the hash of a persisted query, and must then mean the same text. */
    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{64}");

    /** A document and its id. */
    record Entry(String id, String text) {}

    /**
     * Parses a manifest.
     *
     * @throws Unreadable with a sentence that says what is wrong
     */
    static DocumentManifest parse(String json) {
        if (!(read(json) instanceof Map<?, ?> object)) {
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

    private static @Nullable Object read(String json) {
        try {
            return STRICT.readValue(json);
        } catch (StreamConstraintsException exceeded) {
            throw new Unreadable(JsonLimits.sentence("The manifest"));
        } catch (JacksonException malformed) {
            throw new Unreadable(isJson(json) ? twice(malformed) : "The manifest is not JSON.");
        }
    }

    private static boolean isJson(String json) {
        try {
            JsonMapper.shared().readValue(json, Object.class);
            return true;
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private static String twice(JacksonException duplicate) {
        String key = duplicate.processor() instanceof JsonParser parser ? parser.currentName() : null;
        return key != null && SentDocument.isKey(key)
                ? "The manifest has the key " + key + " twice in one object."
                : "The manifest has a key twice in one object.";
    }

    private static void readApollo(Map<?, ?> manifest, Map<String, String> texts) {
        Object format = manifest.get("format");
        if (format != null && !APOLLO_FORMAT.equals(format)) {
            throw new Unreadable("The format of the manifest is not " + APOLLO_FORMAT + ".");
        }
        if (!Integer.valueOf(1).equals(manifest.get("version"))) {
            throw new Unreadable("The version of the manifest's format is not the integer 1.");
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
            throw new Unreadable("An id of the manifest is missing, not a text, blank, longer than 200 characters, "
                    + "or has control characters or line breaks.");
        }
        if (!(text instanceof String document) || document.isBlank()) {
            throw new Unreadable("The document " + key + " of the manifest has no text.");
        }
        String bare = SentDocument.withoutPrefix(key);
        if (HASH.matcher(bare).matches() && !bare.equalsIgnoreCase(PersistedDocuments.hash(document))) {
            throw new Unreadable(
                    "The id " + key + " of the manifest looks like a SHA-256, and is not that of its document.");
        }
        String before = texts.put(bare, document);
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
