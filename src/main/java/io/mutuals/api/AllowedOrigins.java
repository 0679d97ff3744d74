package io.mutuals.api;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins of web pages that may call the API, in addition to its own, over every transport. Immutable.
 *
 * <p>Pages of these origins may send credentials that belong to a proxy, such as its cookies, unless all pages may call
 * the API; the API itself reads none but the header {@code Authorization}.
 */
@Component
public class AllowedOrigins {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final List<String> exact;
    private final List<String> patterns;
    private final CorsConfiguration rules;

    AllowedOrigins(ApiProperties properties) {
        boolean all = properties.allowedOrigins().contains(CorsConfiguration.ALL);
        this.exact = all
                ? List.of(CorsConfiguration.ALL)
                : properties.allowedOrigins().stream()
                        .filter(origin -> !origin.contains("*"))
                        .toList();
        this.patterns = all
                ? List.of()
                : properties.allowedOrigins().stream()
                        .filter(origin -> origin.contains("*"))
                        .toList();
        this.rules = new CorsConfiguration();
        rules.setAllowedOrigins(exact);
        rules.setAllowedOriginPatterns(patterns);
        rules.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.ETAG));
        rules.setAllowCredentials(!all);
        rules.setMaxAge(REMEMBERED);
    }

    /** Returns the origins without a wildcard in them, or {@code *} for all. */
    public List<String> exact() {
        return exact;
    }

    /** Returns the origins with a wildcard, which none has if all are allowed. */
    public List<String> patterns() {
        return patterns;
    }

    /** Returns whether pages of another origin may call the API at all. */
    boolean any() {
        return !exact.isEmpty() || !patterns.isEmpty();
    }

    /** Returns the rules for Spring, which do not change. */
    CorsConfiguration rules() {
        return rules;
    }
}
