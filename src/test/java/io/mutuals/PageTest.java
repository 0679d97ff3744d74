package io.mutuals;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of pages in a real browser, on a server with the personas Ada and Mira that writes experiment counts without
 * delay, and that pages at any port of localhost may call. All such tests share one server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@MutualsTest
@InSecondLane
@TakesLong
@Import(PagePersonas.class)
@TestPropertySource(
        properties = {
            "mutuals.api.allowed-origins=http://localhost:[*]",
            "mutuals.experiment.settle=0ms",
            "mutuals.experiment.write-every=50ms",
            "mutuals.experiment.fresh=500ms"
        })
public @interface PageTest {}
