package io.mutuals.schema;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the page of the schema at {@code /schema}. The page is public, as it holds no data until a user with a token
 * queries the API. It shares the sign-in and the look of the lab.
 */
@Controller
class SchemaPage implements WebMvcConfigurer {

    private static final String FOLDER = "schema/page/";

    /** Restricts the page to scripts from our own jar and requests to our own server, as it holds a token. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Resource page = new ClassPathResource(FOLDER + "schema.html");

    @GetMapping("/schema")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .body(page);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/schema/*.js", "/schema/*.css").addResourceLocations("classpath:/" + FOLDER);
    }
}
