package io.mutuals.document;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The app that sends a request, as its headers name it: {@code Mutuals-App} and {@code Mutuals-App-Version}, or those
 * of Apollo's clients, or those of other clients. A client that does not say, or says something else than a name, is
 * {@link #UNNAMED}.
 *
 * @param name letters, digits, dots, dashes and underscores, at most 64
 * @param version likewise, and plus signs
 */
public record ClientApp(String name, String version) {

    /** The name and version of clients that tell none. */
    public static final String UNNAMED = "unnamed";

    private static final String[] NAMES = {"Mutuals-App", "apollographql-client-name", "graphql-client-name"};
    private static final String[] VERSIONS = {
        "Mutuals-App-Version", "apollographql-client-version", "graphql-client-version"
    };

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}");
    private static final ClientApp NONE = new ClientApp(UNNAMED, UNNAMED);

    /** Reads the headers of a request. */
    public static ClientApp of(HttpHeaders headers) {
        for (int kind = 0; kind < NAMES.length; kind++) {
            String name = name(headers.getFirst(NAMES[kind]));
            if (!name.equals(UNNAMED)) {
                String version = headers.getFirst(VERSIONS[kind]);
                return new ClientApp(
                        name, version != null && VERSION.matcher(version).matches() ? version : UNNAMED);
            }
        }
        return NONE;
    }

    /** Returns a name that a client chose, such as that of an operation, if it is one. */
    public static String name(@Nullable String given) {
        return given != null && NAME.matcher(given).matches() ? given : UNNAMED;
    }
}
