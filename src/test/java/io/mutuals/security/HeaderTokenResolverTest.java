package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Tokens are read from headers as Spring Security reads them. */
@SideBySide
class HeaderTokenResolverTest {

    private final BearerTokenResolver own = new HeaderTokenResolver();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer abc.DEF-123_~+/",
                "Bearer abc==",
                "Bearer a",
                "bearer abc",
                "BEARER abc=",
                "Basic abc",
                "",
                "Bear",
                "Token Bearer abc"
            })
    void aHeaderHasTheTokenThatSpringSecurityFinds(String header) {
        assertThat(own.resolve(with(header))).isEqualTo(new DefaultBearerTokenResolver().resolve(with(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  abc",
                "Bearer abc ",
                "Bearer =",
                "Bearer a=b",
                "Bearer abc def",
                "Bearer abc,def",
                "Bearer abc\n",
                "Bearer äbc",
                "Bearer\tabc",
                "bearerabc"
            })
    void aMalformedHeaderIsRefused(String header) {
        assertThatThrownBy(() -> new DefaultBearerTokenResolver().resolve(with(header)))
                .isInstanceOf(OAuth2AuthenticationException.class);
        assertThatThrownBy(() -> own.resolve(with(header))).isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void aRequestWithoutTheHeaderHasNoToken() {
        assertThat(own.resolve(new MockHttpServletRequest())).isNull();
    }

    private static MockHttpServletRequest with(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }
}
