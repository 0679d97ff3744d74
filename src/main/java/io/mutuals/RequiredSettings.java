package io.mutuals;

import io.mutuals.api.StartFailure;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses to start the server without the settings that each deployment must choose for itself, before anything
 * connects. Defaults that the documentation names would be public. Commands do not need these settings.
 */
@Component
@ConditionalOnWebApplication
class RequiredSettings implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final int SHORTEST_SECRET = 16;
    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    /** The default of earlier versions. */
    private static final String KNOWN_SALT = "mutuals";

    @SuppressWarnings("NullAway.Init") // set before anything else is called
    private Binder settings;

    @Override
    public void setEnvironment(Environment environment) {
        settings = Binder.get(environment);
    }

    /** @throws StartFailure with a sentence for each missing setting */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        List<String> problems = new ArrayList<>();
        secret("mutuals.live.cursor-secret", problems);
        secret("mutuals.suggestion.feedback.token-secret", problems);
        String salt = text("mutuals.contact.salt");
        if (salt.isBlank()) {
            problems.add("mutuals.contact.salt is not set.");
        } else if (salt.equals(KNOWN_SALT)) {
            problems.add("mutuals.contact.salt is \"" + KNOWN_SALT + "\", which is public.");
        }
        boolean provider = !text(JWT + "issuer-uri").isBlank()
                || !text(JWT + "jwk-set-uri").isBlank();
        if (provider && list(JWT + "audiences").isEmpty()) {
            problems.add(JWT + "audiences is not set; tokens for other services would be accepted.");
        }
        if (!problems.isEmpty()) {
            throw new StartFailure(
                    String.join("\n", problems),
                    "Choose each yourself, the same on all replicas: secrets and the salt as openssl rand "
                            + "-base64 32 makes them, the audience as your OpenID provider names this service. "
                            + "See docs/configuration.md.");
        }
    }

    private void secret(String name, List<String> problems) {
        String secret = text(name);
        if (secret.isBlank()) {
            problems.add(name + " is not set.");
        } else if (secret.length() < SHORTEST_SECRET) {
            problems.add(name + " has fewer than " + SHORTEST_SECRET + " characters.");
        }
    }

    private String text(String name) {
        return settings.bind(name, String.class).orElse("");
    }

    private List<String> list(String name) {
        return settings.bind(name, String[].class).map(List::of).orElse(List.of()).stream()
                .filter(item -> !item.isBlank())
                .toList();
    }
}
