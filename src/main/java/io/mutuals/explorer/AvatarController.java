package io.mutuals.explorer;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Serves the drawn pictures of the users of the demo world at {@code /graphiql/avatars/HANDLE.svg}. The picture is made
 * of the handle alone: it tells nothing of whether such a user exists.
 */
@Controller
class AvatarController {

    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    @GetMapping("/graphiql/avatars/{handle:[a-z0-9._]{3,30}}.svg")
    ResponseEntity<String> avatar(@PathVariable String handle) {
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .header("Content-Security-Policy", "default-src 'none'")
                .body(Avatar.of(handle).svg());
    }
}
