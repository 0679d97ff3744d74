package io.mutuals.api;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of serving requests.
 *
 * @param deadline the longest time that a request may take; after it the client is told to try again
 * @param allowedOrigins origins of web pages that may call the API, in addition to the server's own: a scheme and a
 *     host, and a port if it is not the scheme's; {@code *} within a host for any part of it, {@code [*]} for any port,
 *     and {@code *} alone for all pages
 * @param drain the time for which requests are served after the server was told to stop; not negative
 */
@Validated
@ConfigurationProperties("mutuals.api")
public record ApiProperties(
        @DefaultValue("15s") Duration deadline,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("5s") Duration drain) {

    private static final Pattern ORIGIN = Pattern.compile("\\*|[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#@]+");

    /** Refuses origins that no browser sends. */
    public ApiProperties {
        if (drain.isNegative()) {
            throw new IllegalArgumentException("The drain must not be negative.");
        }
        for (String origin : allowedOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "\"" + origin + "\" is not an origin such as https://app.example, without a path.");
            }
        }
    }
}
