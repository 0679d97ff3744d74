package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** The media type of an answer by the header {@code Accept}. */
@SideBySide
class AnswerTypeTest {

    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String JSON = "application/json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | " + JSON,
                "'' | " + JSON,
                "*/* | " + JSON,
                "application/* | " + JSON,
                "text/event-stream | " + JSON,
                JSON + " | " + JSON,
                JSON + "; charset=utf-8 | " + JSON,
                GRAPHQL + " | " + GRAPHQL,
                GRAPHQL + "; charset=utf-8 | " + GRAPHQL,
                GRAPHQL + ";charset=utf-8;q=0.9, */*;q=0.1 | " + GRAPHQL,
                GRAPHQL + ";q=1, " + JSON + ";q=0.5 | " + GRAPHQL,
                GRAPHQL + ", " + JSON + ";q=0.9 | " + GRAPHQL,
                GRAPHQL + ", " + JSON + " | " + GRAPHQL,
                JSON + ", " + GRAPHQL + " | " + JSON,
                JSON + ";q=0.5, " + GRAPHQL + " | " + GRAPHQL,
                GRAPHQL + ";q=0.5, " + JSON + " | " + JSON,
                GRAPHQL + ";q=0 | " + JSON,
                JSON + ";q=0, */* | " + GRAPHQL,
                "text/event-stream, " + GRAPHQL + ", " + JSON + " | " + GRAPHQL,
                "not a media type | " + JSON
            })
    void theTypeIsTheOneThatTheClientPrefers(String accept, String type) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (accept != null) {
            request.addHeader("Accept", accept);
        }
        assertThat(AnswerType.of(request)).hasToString(type);
    }
}
