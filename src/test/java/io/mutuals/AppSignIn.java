package io.mutuals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs in at an {@link OpenIdProvider} as an app and its user's browser do: discovery, authorization code with PKCE,
 * the form for name and password, and the exchange of the code for tokens.
 */
public final class AppSignIn {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final JsonNode metadata;

    private AppSignIn(OpenIdProvider provider) {
        metadata = JsonMapper.shared()
                .readTree(get(provider.issuer() + "/.well-known/openid-configuration")
                        .body());
    }

    /** Returns the access token of the person who signs in with {@code name}. */
    public static String accessToken(OpenIdProvider provider, String name) {
        return new AppSignIn(provider).signIn(name).path("access_token").asString();
    }

    /** Returns the ID token of the person who signs in with {@code name}, which is for the app alone. */
    public static String idToken(OpenIdProvider provider, String name) {
        return new AppSignIn(provider).signIn(name).path("id_token").asString();
    }

    /** Returns a token of {@link OpenIdProvider#BACK_END}. */
    public static String backEndToken(OpenIdProvider provider) {
        String client = OpenIdProvider.BACK_END + ":" + OpenIdProvider.PASSWORD;
        return new AppSignIn(provider)
                .token(
                        Map.of("grant_type", "client_credentials"),
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .path("access_token")
                .asString();
    }

    private JsonNode signIn(String name) {
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        String authorize = metadata.path("authorization_endpoint").asString() + "?"
                + form(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        OpenIdProvider.APP,
                        "redirect_uri",
                        OpenIdProvider.CALLBACK,
                        "scope",
                        "openid",
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256"));
        String login = location(get(authorize));
        HttpResponse<String> form = get(login);
        String afterLogin = location(send(post(
                        login,
                        Map.of("username", name, "password", OpenIdProvider.PASSWORD, "_csrf", find(CSRF, form.body())))
                .build()));
        String callback = location(get(afterLogin));
        return token(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        OpenIdProvider.APP,
                        "redirect_uri",
                        OpenIdProvider.CALLBACK,
                        "code",
                        find(CODE, callback),
                        "code_verifier",
                        verifier),
                "Accept",
                "application/json");
    }

    private JsonNode token(Map<String, String> form, String header, String value) {
        HttpResponse<String> answer = send(post(metadata.path("token_endpoint").asString(), form)
                .header(header, value)
                .build());
        if (answer.statusCode() != 200) {
            throw new AssertionError("The provider issued no token: " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Accept", "text/html")
                .build());
    }

    private static HttpRequest.Builder post(String address, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String location(HttpResponse<String> redirect) {
        return redirect.headers()
                .firstValue("Location")
                .map(location -> redirect.uri().resolve(location).toString())
                .orElseThrow(() -> new AssertionError("HTTP " + redirect.statusCode() + ": " + redirect.body()));
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + text);
        }
        return matcher.group(1);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
