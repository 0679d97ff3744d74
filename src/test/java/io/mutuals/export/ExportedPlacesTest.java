package io.mutuals.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the sections of an export with the places where something of a user may be. */
@MutualsTest
class ExportedPlacesTest {

    private static final Pattern NAME = Pattern.compile("`([a-zA-Z]+)`");

    private final ExportJobs jobs;

    ExportedPlacesTest(ExportJobs jobs) {
        this.jobs = jobs;
    }

    /** The third column of the table in docs/leaving.md says for each place in which sections it is, or why not. */
    @Test
    void everyPlaceIsASectionOrLeftOutForAReason() throws IOException {
        Set<String> sections = new TreeSet<>();
        jobs.sections().forEach(section -> sections.add(section.name()));
        Set<String> named = new TreeSet<>();
        String page = Files.readString(Path.of("docs", "leaving.md"));
        List<String> table = page.substring(page.indexOf("| what | what becomes of it"))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
        for (String line : table) {
            String exported = line.split(" \\| ")[2];
            List<String> names = new ArrayList<>();
            NAME.matcher(exported).results().forEach(name -> names.add(name.group(1)));
            assertThat(names.isEmpty()).as("has sections or a reason: %s", line).isEqualTo(exported.startsWith("no: "));
            named.addAll(names);
        }
        assertThat(table).hasSizeGreaterThan(20);
        assertThat(named).isEqualTo(sections);
    }
}
