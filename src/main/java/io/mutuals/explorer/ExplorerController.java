package io.mutuals.explorer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Serves GraphiQL at {@code /graphiql}, with its example operations and sign-ins. */
@Controller
class ExplorerController {

    /** Names of the example documents, each opened in a tab, in this order. */
    private static final List<String> EXAMPLES = List.of(
            "home",
            "feed",
            "suggestions",
            "inbox",
            "send",
            "watch",
            "talks",
            "search",
            "publish",
            "comments",
            "wards",
            "experiment",
            "join");

    private final ObjectProvider<Personas> personas;
    private final String page;
    private final List<String> examples;

    ExplorerController(ObjectProvider<Personas> personas) throws IOException {
        this.personas = personas;
        this.page = read("explorer/graphiql.html");
        List<String> texts = new ArrayList<>();
        for (String example : EXAMPLES) {
            texts.add(read("explorer/examples/" + example + ".graphql"));
        }
        this.examples = List.copyOf(texts);
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
        return Map.of("examples", examples, "personas", known.all());
    }
}
