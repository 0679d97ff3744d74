package io.mutuals.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/configuration.md lists every setting with the default of the code. */
@SideBySide
class ConfigurationDocsTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `(mutuals\\.[a-z0-9.-]+)` \\| (?:`([^`]+)`|none) \\| .+ \\|");

    @Test
    void theTableAndTheRecordsAgree() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Files.readAllLines(Path.of("docs", "configuration.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> documented.put(row.group(1), String.valueOf(row.group(2))));
        Map<String, String> declared = new TreeMap<>();
        // The annotation processor writes it from the records.
        Path metadata = Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json");
        for (JsonNode property :
                JsonMapper.shared().readTree(Files.readString(metadata)).path("properties")) {
            String name = property.path("name").asString();
            String value = property.path("defaultValue").asString("null");
            declared.put(name, value.isEmpty() ? "null" : value);
            assertThat(property.path("description").asString("")).as(name).isNotBlank();
        }
        assertThat(documented).isEqualTo(declared);
    }
}
