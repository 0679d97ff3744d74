package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may call the API, by the setting. */
@SideBySide
class AllowedOriginsTest {

    @Test
    void noPageOfAnotherOriginMayCallUnlessItIsNamed() {
        AllowedOrigins none = origins();
        assertThat(none.any()).isFalse();
        assertThat(none.rules().checkOrigin("https://app.example")).isNull();
        AllowedOrigins some = origins("https://app.example", "https://*.mutuals.example", "capacitor://localhost");
        assertThat(some.rules().checkOrigin("https://app.example")).isEqualTo("https://app.example");
        assertThat(some.rules().checkOrigin("https://beta.mutuals.example")).isEqualTo("https://beta.mutuals.example");
        assertThat(some.rules().checkOrigin("capacitor://localhost")).isNotNull();
        for (String other : List.of(
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.evil.example",
                "https://mutuals.example",
                "https://evilmutuals.example",
                "null")) {
            assertThat(some.rules().checkOrigin(other)).as(other).isNull();
        }
    }

    @Test
    void credentialsAreNeverForAllPages() {
        AllowedOrigins all = origins("https://app.example", "*", "https://*.mutuals.example");
        assertThat(all.rules().checkOrigin("https://anywhere.example")).isEqualTo("*");
        assertThat(all.rules().getAllowCredentials()).isFalse();
        assertThat(all.exact()).containsExactly("*");
        assertThat(all.patterns()).isEmpty();
        assertThat(origins("https://app.example").rules().getAllowCredentials()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app.example", "https://app.example/", "https://app.example/page", "null", "", "https://", "a b"
            })
    void whatIsNoOriginIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> origins(text)).hasMessageContaining("\"" + text + "\" is not an origin");
    }

    private static AllowedOrigins origins(String... named) {
        return new AllowedOrigins(new ApiProperties(Duration.ofSeconds(1), List.of(named), Duration.ZERO));
    }
}
