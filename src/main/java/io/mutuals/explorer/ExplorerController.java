package io.mutuals.explorer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page at {@code /graphiql}. */
@Controller
class ExplorerController {

    private final ObjectProvider<Personas> personas;
    private final String page;
    private final String firstQuery;

    ExplorerController(ObjectProvider<Personas> personas) throws IOException {
        this.personas = personas;
        this.page = read("explorer/graphiql.html");
        this.firstQuery = read("explorer/first-query.graphql");
    }

    private static String read(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/")
    String home() {
        return "redirect:/graphiql";
    }

    @GetMapping("/graphiql")
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
    }

    @GetMapping("/graphiql/settings.json")
    @ResponseBody
    Map<String, Object> settings() {
        Personas known = personas.getIfAvailable(() -> List::of);
        return Map.of("query", firstQuery, "personas", known.all());
    }
}
