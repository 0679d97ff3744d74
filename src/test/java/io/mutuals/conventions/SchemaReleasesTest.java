package io.mutuals.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import io.mutuals.SideBySide;
import io.mutuals.schema.AdmittedChange;
import io.mutuals.schema.SchemaChange;
import io.mutuals.schema.SchemaChange.Severity;
import io.mutuals.schema.SchemaChangelog;
import io.mutuals.schema.SchemaComparison;
import io.mutuals.schema.SchemaElement;
import io.mutuals.schema.SchemaElements;
import io.mutuals.schema.SchemaRelease;
import io.mutuals.schema.SchemaReleases;
import io.mutuals.schema.SchemaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema can be relied on: since the last release nothing has been broken that is not admitted, and the list of
 * changes is what comparing the releases gives.
 *
 * <p>{@code mvn test -Dtest=SchemaReleasesTest -Dschema=write} writes the list, and {@code -Dschema.release=TAG} makes
 * the schema a release first.
 */
@SideBySide
class SchemaReleasesTest {

    private static final Path FOLDER = Path.of("src", "main", "resources", "schema", "releases");
    private static final Path CHANGES = Path.of("docs", "schema-changes.md");

    /** How many days of usage an element must have been without a request. */
    private static final int UNUSED_DAYS = 30;

    private final GraphQLSchema schema = SchemaText.parse(source());
    private final SchemaReleases releases = kept();

    private static String source() {
        try (var files = Files.list(Path.of("graphql"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static SchemaReleases kept() {
        return SchemaReleases.in(new FileSystemResource(FOLDER + "/"));
    }

    @Test
    void nothingIsBrokenSinceTheLastReleaseThatIsNotAdmitted() {
        SchemaRelease last = releases.all().getLast();
        List<SchemaChange> breaking =
                breaking(SchemaText.parse(Objects.requireNonNull(releases.find(last.tag()))), schema);
        List<SchemaChange> refused = breaking.stream()
                .filter(change -> releases.admitted().stream()
                        .noneMatch(admitted -> admitted.since().equals(last.tag())
                                && admitted.coordinates().contains(change.coordinate())))
                .toList();
        assertThat(refused.stream().map(SchemaChange::text))
                .as(
                        "Clients of the release %s break. Take the change back, or admit it in %s, as docs/schema.md "
                                + "says: { \"since\": \"%s\", \"coordinates\": [%s], \"reason\": \"…\", \"usage\": "
                                + "{ \"asOf\": \"…\", \"days\": 30, \"requestCount\": 0 } }",
                        last.tag(),
                        FOLDER.resolve("admitted.json"),
                        last.tag(),
                        refused.stream()
                                .map(SchemaChange::coordinate)
                                .distinct()
                                .collect(Collectors.joining("\", \"", "\"", "\"")))
                .isEmpty();
    }

    @Test
    void everyAdmissionIsOfAChangeAndShowsThatItIsUnusedOrSaysWhyThatDoesNotMatter() {
        for (AdmittedChange admitted : releases.admitted()) {
            assertThat(admitted.reason()).as("%s", admitted).matches("\\p{Lu}.*\\.");
            AdmittedChange.Usage usage = admitted.usage();
            if (usage == null) {
                assertThat(admitted.despiteUse())
                        .as("no usage, and no word about it: %s", admitted)
                        .isNotBlank();
            } else {
                assertThat(usage.requestCount()).as("%s", admitted).isZero();
                assertThat(usage.days()).as("%s", admitted).isGreaterThanOrEqualTo(UNUSED_DAYS);
            }
            assertThat(breakingSince(admitted.since()).stream().map(SchemaChange::coordinate))
                    .as("changes since %s that are admitted", admitted.since())
                    .containsAll(admitted.coordinates());
        }
    }

    /** Returns the breaking changes from a release to the next one, or to today. */
    private List<SchemaChange> breakingSince(String tag) {
        List<String> tags = releases.all().stream().map(SchemaRelease::tag).toList();
        assertThat(tags).contains(tag);
        int next = tags.indexOf(tag) + 1;
        return breaking(
                SchemaText.parse(Objects.requireNonNull(releases.find(tag))),
                next == tags.size() ? schema : SchemaText.parse(Objects.requireNonNull(releases.find(tags.get(next)))));
    }

    private static List<SchemaChange> breaking(GraphQLSchema before, GraphQLSchema after) {
        return SchemaComparison.between(before, after).stream()
                .filter(change -> change.severity() == Severity.BREAKING)
                .toList();
    }

    @Test
    void theEngineFindsNoBreakageThatTheComparisonMisses() {
        GraphQLSchema last = SchemaText.parse(
                Objects.requireNonNull(releases.find(releases.all().getLast().tag())));
        CapturingReporter engine = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromIntrospection(last, schema), engine);
        List<SchemaChange> ours = SchemaComparison.between(last, schema);
        for (DiffEvent theirs : engine.getBreakages()) {
            assertThat(ours)
                    .as("%s", theirs)
                    .anyMatch(change -> change.coordinate().startsWith(String.valueOf(theirs.getTypeName())));
        }
    }

    @Test
    void releasesAreKeptInTheFormInWhichTheSchemaIsServed() throws IOException {
        String changelog = Files.readString(Path.of("CHANGELOG.md"));
        List<LocalDate> dates = new ArrayList<>();
        for (SchemaRelease release : releases.all()) {
            String text = Objects.requireNonNull(releases.find(release.tag()));
            assertThat(SchemaText.of(SchemaText.parse(text))).as(release.tag()).isEqualTo(text);
            assertThat(changelog).contains(release.tag());
            dates.add(release.date());
        }
        assertThat(dates).isNotEmpty().isSorted();
    }

    @Test
    void theListOfChangesIsWhatTheReleasesGive() throws IOException {
        String tag = System.getProperty("schema.release");
        if (tag != null) {
            release(tag);
        }
        String page = SchemaChangelog.of(kept(), schema).markdown();
        if (tag != null || "write".equals(System.getProperty("schema"))) {
            Files.writeString(CHANGES, page);
        }
        assertThat(Files.readString(CHANGES))
                .as("Run mvn test -Dtest=SchemaReleasesTest -Dschema=write")
                .isEqualTo(page);
    }

    /** Keeps the schema as a release. */
    private void release(String tag) throws IOException {
        List<SchemaRelease> all = new ArrayList<>(releases.all());
        all.removeIf(release -> release.tag().equals(tag));
        all.add(new SchemaRelease(tag, LocalDate.now(ZoneOffset.UTC)));
        Files.writeString(FOLDER.resolve(tag + ".graphqls"), SchemaText.of(schema));
        Files.writeString(
                FOLDER.resolve("releases.json"),
                JsonMapper.builder()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(all)
                        + "\n");
    }

    @Test
    void everyDeprecationNamesAReplacementThatExistsAndADate() {
        Map<String, SchemaElement> elements = SchemaElements.of(schema);
        List<SchemaElement> deprecated = elements.values().stream()
                .filter(element -> element.deprecation() != null)
                .toList();
        assertThat(deprecated).isNotEmpty().allSatisfy(element -> {
            var deprecation = Objects.requireNonNull(element.deprecation());
            assertThat(deprecation.removedAfter())
                    .as("%s says: Use `other` instead. Removed after 2027-05-31.", element.coordinate())
                    .isNotNull();
            assertThat(deprecation.replacement()).as(element.coordinate()).isNotNull();
            assertThat(List.of(
                            String.valueOf(deprecation.replacement()),
                            element.parent() + "." + deprecation.replacement()))
                    .as("the replacement of %s", element.coordinate())
                    .anyMatch(elements::containsKey);
        });
    }
}
