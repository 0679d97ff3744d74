package io.mutuals.house;

import io.mutuals.MutualsApplication;
import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** The house as docs/architecture.md describes it: features above, foundations below, imports one way. */
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
