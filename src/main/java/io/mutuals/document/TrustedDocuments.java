package io.mutuals.document;

import io.mutuals.api.RequestException;
import io.mutuals.api.UserError;
import io.mutuals.limit.DocumentAppraiser;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Service;

/**
 * The documents that operators have registered for the releases of apps, in Neo4j. A registered document never changes:
 * its id stands for the same text in every release. Thread-safe.
 */
@Service
public class TrustedDocuments {

    /** The most errors that one registration reports. */
    private static final int MAX_ERRORS = 20;

    private static final Pattern APP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    /** Touches one document, by its id. */
    private static final Statement FIND = new Statement("documents.find", """
            MATCH (document:TrustedDocument {id: $id})
            RETURN document.text AS text
            """);

    /** Touches as many documents as there are rows. Returns those whose id stands for another text. */
    private static final Statement KEEP = new Statement("documents.keep", """
            UNWIND $rows AS row
            MERGE (document:TrustedDocument {id: row.id})
            ON CREATE SET document.text = row.text, document.registeredAt = $now
            WITH document, row
            WHERE document.text <> row.text
            RETURN row.id AS id
            """);

    /** Touches a release and as many documents as there are ids. */
    private static final Statement LIST = new Statement("documents.list", """
            MERGE (release:DocumentRelease {app: $app, version: $version})
            ON CREATE SET release.registeredAt = $now
            WITH release
            UNWIND $ids AS id
            MATCH (document:TrustedDocument {id: id})
            MERGE (release)-[:LISTS]->(document)
            WITH DISTINCT release
            RETURN release.registeredAt AS registeredAt, COUNT { (release)-[:LISTS]->() } AS documents
            """);

    private final Graph graph;
    private final DocumentAppraiser appraiser;

    TrustedDocuments(Graph graph, DocumentAppraiser appraiser) {
        this.graph = graph;
        this.appraiser = appraiser;
    }

    /**
     * Returns the text of a registered document; null if there is none with the id. One statement.
     *
     * @throws RequestException if Neo4j cannot be read
     */
    @Nullable
    String find(String id) {
        return graph.read(FIND, Map.of("id", id)).stream()
                .map(row -> row.get("text").asString())
                .findFirst()
                .orElse(null);
    }

    /**
     * Registers the documents of a manifest for a release of an app, all or none. May be repeated; a further manifest
     * for the same release adds to it.
     *
     * @param app letters, digits, dots, dashes and underscores, at most 64
     * @param version likewise, and plus signs
     * @param manifest the JSON that the build of the app has written
     * @throws RequestException if Neo4j cannot be reached
     */
    public Registration register(String app, String version, String manifest) {
        List<UserError> errors = new ArrayList<>();
        if (!APP.matcher(app).matches()) {
            errors.add(UserError.of(
                    DocumentErrorCode.INVALID_APP,
                    "The app needs a name of at most 64 letters, digits, dots, dashes and underscores.",
                    "input",
                    "app"));
        }
        if (!VERSION.matcher(version).matches()) {
            errors.add(UserError.of(
                    DocumentErrorCode.INVALID_VERSION,
                    "The version needs at most 64 letters, digits, dots, dashes, underscores and plus signs.",
                    "input",
                    "version"));
        }
        List<DocumentManifest.Entry> documents = List.of();
        try {
            documents = DocumentManifest.parse(manifest).documents();
        } catch (DocumentManifest.Unreadable unreadable) {
            errors.add(error(DocumentErrorCode.INVALID_MANIFEST, String.valueOf(unreadable.getMessage())));
        }
        for (DocumentManifest.Entry document : documents) {
            String problem = errors.size() < MAX_ERRORS ? appraiser.problem(document.text()) : null;
            if (problem != null) {
                errors.add(error(
                        DocumentErrorCode.INVALID_DOCUMENT,
                        "The document " + document.id() + " is refused: " + problem));
            }
        }
        return errors.isEmpty() ? store(app, version, documents) : new Registration(null, errors);
    }

    private Registration store(String app, String version, List<DocumentManifest.Entry> documents) {
        try {
            return new Registration(
                    graph.write("documents.register", transaction -> store(app, version, documents, transaction)),
                    List.of());
        } catch (Taken taken) {
            return new Registration(
                    null,
                    taken.ids.stream()
                            .limit(MAX_ERRORS)
                            .map(id -> error(
                                    DocumentErrorCode.ID_TAKEN,
                                    "The id " + id + " stands for another document already."))
                            .toList());
        }
    }

    private static DocumentRelease store(
            String app, String version, List<DocumentManifest.Entry> documents, Graph.Transaction transaction) {
        List<Map<String, String>> rows = documents.stream()
                .map(document -> Map.of("id", document.id(), "text", document.text()))
                .toList();
        List<Record> taken = transaction.run(KEEP, Map.of("rows", rows));
        if (!taken.isEmpty()) {
            throw new Taken(taken.stream().map(row -> row.get("id").asString()).toList());
        }
        List<String> ids = documents.stream().map(DocumentManifest.Entry::id).toList();
        Record release = transaction
                .run(LIST, Map.of("app", app, "version", version, "ids", ids))
                .getFirst();
        Instant registeredAt = release.get("registeredAt").asZonedDateTime().toInstant();
        return new DocumentRelease(
                app, version, registeredAt, release.get("documents").asInt());
    }

    private static UserError error(DocumentErrorCode code, String message) {
        return UserError.of(code, message, "input", "manifest");
    }

    /**
     * What came of a registration.
     *
     * @param release null if nothing was registered
     * @param errors the reasons for that; empty on success
     */
    public record Registration(@Nullable DocumentRelease release, List<UserError> errors) {}

    /** Ends a transaction without a commit. */
    private static final class Taken extends RuntimeException {

        private final transient List<String> ids;

        Taken(List<String> ids) {
            super("Ids are taken");
            this.ids = ids;
        }
    }
}
