package io.mutuals.schema;

import graphql.schema.GraphQLSchema;
import io.mutuals.schema.SchemaChange.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has changed from release to release, and since the last one, as comparing them tells.
 *
 * @param sections the newest first
 */
public record SchemaChangelog(List<Section> sections) {

    private static final int WIDTH = 100;

    private static final String HEAD = """
            # Changes of the schema

            Written from the [releases of the schema](schema.md#releases), newest first, by

            ```sh
            mvn test -Dtest=SchemaReleasesTest -Dschema=write
            ```

            Do not edit: a test compares this page with the releases. What changes beyond the schema is in
            the [changelog](../CHANGELOG.md).
            """;

    /**
     * The changes from one release to the next.
     *
     * @param since the tag of the older release
     * @param tag the tag of the newer one; null for the schema of the server
     * @param date the day of the newer one; null for the schema of the server
     * @param changes the breaking ones first
     */
    public record Section(
            String since, @Nullable String tag, @Nullable LocalDate date, List<Entry> changes) {}

    /**
     * A change.
     *
     * @param reason why a breaking change was admitted; null for others
     */
    public record Entry(
            Severity severity,
            String coordinate,
            String text,
            @Nullable String reason) {}

    /** Compares all releases, and the last one with {@code current}. Parses each. */
    public static SchemaChangelog of(SchemaReleases releases, GraphQLSchema current) {
        List<Section> sections = new ArrayList<>();
        SchemaRelease before = null;
        GraphQLSchema old = null;
        for (SchemaRelease release : releases.all()) {
            GraphQLSchema schema = SchemaText.parse(Objects.requireNonNull(releases.find(release.tag())));
            if (before != null && old != null) {
                sections.add(section(releases, before.tag(), old, release, schema));
            }
            before = release;
            old = schema;
        }
        if (before != null && old != null) {
            sections.add(section(releases, before.tag(), old, null, current));
        }
        Collections.reverse(sections);
        return new SchemaChangelog(List.copyOf(sections));
    }

    private static Section section(
            SchemaReleases releases,
            String since,
            GraphQLSchema before,
            @Nullable SchemaRelease release,
            GraphQLSchema after) {
        List<Entry> entries = SchemaComparison.between(before, after).stream()
                .map(change -> new Entry(
                        change.severity(),
                        change.coordinate(),
                        change.text(),
                        change.severity() == Severity.BREAKING ? reason(releases, since, change) : null))
                .toList();
        return new Section(
                since, release == null ? null : release.tag(), release == null ? null : release.date(), entries);
    }

    private static @Nullable String reason(SchemaReleases releases, String since, SchemaChange change) {
        return releases.admitted().stream()
                .filter(admitted -> admitted.since().equals(since))
                .filter(admitted -> admitted.coordinates().contains(change.coordinate()))
                .map(AdmittedChange::reason)
                .findFirst()
                .orElse(null);
    }

    /** Returns the changelog as a page of Markdown. */
    public String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Section section : sections) {
            page.append("\n## ")
                    .append(
                            section.tag() == null
                                    ? "Not released"
                                    : section.tag() + ", " + Objects.requireNonNull(section.date()))
                    .append("\n\nSince ")
                    .append(section.since())
                    .append(section.changes().isEmpty() ? ", nothing has changed.\n" : ".\n");
            for (Severity severity : Severity.values()) {
                List<Entry> entries = section.changes().stream()
                        .filter(entry -> entry.severity() == severity)
                        .toList();
                if (!entries.isEmpty()) {
                    page.append("\n### ").append(title(severity)).append("\n\n");
                    entries.forEach(entry ->
                            wrap("- " + entry.text() + (entry.reason() == null ? "" : " " + entry.reason()), page));
                }
            }
        }
        return page.toString();
    }

    private static String title(Severity severity) {
        return switch (severity) {
            case BREAKING -> "Breaking";
            case DANGEROUS -> "To look out for";
            case SAFE -> "Safe";
        };
    }

    private static void wrap(String item, StringBuilder page) {
        int length = 0;
        for (String word : item.split(" ")) {
            if (length > 0 && length + 1 + word.length() > WIDTH) {
                page.append("\n ");
                length = 1;
            }
            page.append(length > 0 ? " " : "").append(word);
            length += (length > 0 ? 1 : 0) + word.length();
        }
        page.append('\n');
    }
}
