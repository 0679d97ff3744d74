package io.mutuals.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsApplication;
import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The modules are as in docs/architecture.md: features above foundations, with imports in one direction. */
@SideBySide
@TakesLong
class ModularityTest {

    private final ApplicationModules modules = ApplicationModules.of(MutualsApplication.class);

    @Test
    void modulesDependInOneDirectionAndOnlyOnExposedTypes() {
        modules.verify();
    }

    @Test
    void documentationIsGenerated() {
        new Documenter(modules).writeDocumentation();
        assertThat(Path.of("target", "spring-modulith-docs", "components.puml")).isNotEmptyFile();
    }
}
