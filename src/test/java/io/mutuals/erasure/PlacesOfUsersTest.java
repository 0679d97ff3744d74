package io.mutuals.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code stores has a line in docs/leaving.md, which says what becomes of it when a user is erased. */
@SideBySide
class PlacesOfUsersTest {

    private static final Path DOCS = Path.of("docs", "leaving.md");

    /** Labels as in {@code (user:User:Absent} and {@code SET user:Absent}, in Cypher. */
    private static final Pattern LABELS =
            Pattern.compile("(?:\\(\\w*|SET \\w+|REMOVE \\w+|NOT \\w+)((?::[A-Z][a-zA-Z]+)+)");

    private static final Pattern TYPES = Pattern.compile("-\\[\\w*:([A-Z_]+(?:\\|[A-Z_]+)*)");
    private static final Pattern NODES = Pattern.compile("@Node\\b.*?record (\\w+)\\(", Pattern.DOTALL);
    private static final Pattern KEYS = Pattern.compile("\"(mutuals:[a-z-]+:?)");

    @Test
    void everyPlaceIsNamed() throws IOException {
        Set<String> places = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                String name = source.toString();
                if (!name.endsWith(".java") && !name.endsWith(".cypher")) {
                    continue;
                }
                String text = Files.readString(source);
                add(LABELS, text, ":", places);
                add(TYPES, text, "\\|", places);
                add(NODES, text, " ", places);
                add(KEYS, text, " ", keys);
            }
        }
        assertThat(places).hasSizeGreaterThan(40).contains("User", "ContactHash", "FRIENDS_WITH", "Report");
        assertThat(keys).hasSizeGreaterThan(4);
        String table = Files.readString(DOCS);
        assertThat(places)
                .filteredOn(place -> !table.contains("`" + place + "`"))
                .isEmpty();
        assertThat(keys)
                .filteredOn(key -> !table.contains("Redis `" + key) && !table.contains("`" + key + "`"))
                .isEmpty();
    }

    private static void add(Pattern pattern, String text, String separator, Set<String> to) {
        pattern.matcher(text).results().forEach(found -> {
            for (String name : found.group(1).split(separator)) {
                if (!name.isBlank()) {
                    to.add(name.strip());
                }
            }
        });
    }
}
