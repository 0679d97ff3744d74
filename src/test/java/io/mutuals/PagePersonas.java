package io.mutuals;

import io.mutuals.explorer.Persona;
import io.mutuals.explorer.Personas;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** The first two users of a {@link World}, as the personas of a page. */
class PagePersonas {

    @Bean
    Personas personas() {
        return () -> List.of(
                new Persona("ada", LocalTokens.mint(1)), new Persona("mira", LocalTokens.mint(2, "experimenter")));
    }
}
