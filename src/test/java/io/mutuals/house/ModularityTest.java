package io.mutuals.house;

import io.mutuals.MutualsApplication;
import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The modules are as in docs/architecture.md: features above foundations, with imports in one direction. */
@SideBySide
@TakesLong
class ModularityTest {

    private final ApplicationModules modules = ApplicationModules.of(MutualsApplication.class);

    @Test
    void modulesUseEachOtherInOneDirectionAndOnlyThroughTheirFaces() {
        modules.verify();
    }

    @Test
    void theHouseIsDrawnFromTheCode() {
        new Documenter(modules).writeDocumentation();
    }
}
