package io.mutuals;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.api.StartFailure;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The server refuses to start without the settings that each deployment chooses for itself. */
@SideBySide
class RequiredSettingsTest {

    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "mutuals.live.cursor-secret",
            "0123456789abcdef",
            "mutuals.suggestion.feedback.token-secret",
            "fedcba9876543210",
            "mutuals.contact.salt",
            "pepper",
            ISSUER,
            "https://id.example",
            AUDIENCES,
            "mutuals"));

    @Test
    void theServerStartsWithAllSettings() {
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void eachMissingSettingIsNamedInASentence() {
        settings.clear();
        settings.put(ISSUER, "https://id.example");
        settings.put(AUDIENCES, "");
        refused()
                .hasMessageContaining("mutuals.live.cursor-secret is not set.\n")
                .hasMessageContaining("mutuals.suggestion.feedback.token-secret is not set.\n")
                .hasMessageContaining("mutuals.contact.salt is not set.\n")
                .hasMessageContaining(AUDIENCES + " is not set; tokens for other services would be accepted.");
    }

    @Test
    void guessableSecretsAreRefused() {
        settings.put("mutuals.live.cursor-secret", "mutuals");
        settings.put("mutuals.contact.salt", "mutuals");
        refused()
                .hasMessage("mutuals.live.cursor-secret has fewer than 16 characters.\n"
                        + "mutuals.contact.salt is \"mutuals\", which is public.");
    }

    @Test
    void withoutAProviderNoAudienceIsRequired() {
        settings.remove(ISSUER);
        settings.remove(AUDIENCES);
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused() {
        return assertThatThrownBy(this::start).isInstanceOf(StartFailure.class);
    }

    private void start() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        RequiredSettings required = new RequiredSettings();
        required.setEnvironment(environment);
        required.postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}
