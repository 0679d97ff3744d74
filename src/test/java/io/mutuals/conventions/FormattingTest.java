package io.mutuals.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is formatted by palantir-java-format. It runs here, rather than in a Maven plugin, because plugins
 * run on Maven's own JDK, which may be too old to read the sources. {@code mvn test -Dtest=FormattingTest
 * -Dformat=write} formats them.
 */
@SideBySide
@TakesLong
class FormattingTest {

    @Test
    void everyJavaFileIsFormatted() throws IOException, FormatterException {
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .formatJavadoc(false)
                .build());
        boolean write = "write".equals(System.getProperty("format"));
        List<Path> unformatted = new ArrayList<>();
        try (var files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                String formatted = formatter.formatSource(ImportOrderer.reorderImports(
                        RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.PALANTIR));
                if (!formatted.equals(text)) {
                    unformatted.add(file);
                    if (write) {
                        Files.writeString(file, formatted);
                    }
                }
            }
        }
        if (!write) {
            assertThat(unformatted)
                    .as("Run mvn test -Dtest=FormattingTest -Dformat=write")
                    .isEmpty();
        }
    }
}
