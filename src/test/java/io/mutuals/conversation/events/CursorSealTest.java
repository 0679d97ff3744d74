package io.mutuals.conversation.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import io.mutuals.api.RequestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SideBySide
class CursorSealTest {

    private static final Instant AT = Instant.parse("2026-03-04T12:00:00.123Z");
    private static final EventCursor CURSOR =
            new EventCursor(null, AT, Map.of(101L, new EventCursor.Seen(7, AT.plusMillis(5))));

    private final CursorSeal seal = new CursorSeal(properties("ours"));

    @Test
    void aCursorSurvivesSealingAndItsTextRevealsNothing() {
        String text = seal.seal(CURSOR);

        assertThat(seal.open(text)).isEqualTo(CURSOR);
        assertThat(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1))
                .doesNotContain("101");
        assertThat(seal.seal(CURSOR)).isNotEqualTo(text);
    }

    @Test
    void textThatThisServiceDidNotSealIsRefused() {
        String foreign = new CursorSeal(properties("theirs")).seal(CURSOR);
        String text = seal.seal(CURSOR);
        String changed = (text.charAt(0) == 'A' ? 'B' : 'A') + text.substring(1);
        for (String wrong :
                new String[] {"", "rubbish", "AAAA", foreign, changed, text.substring(4), CURSOR.encode()}) {
            assertThatThrownBy(() -> seal.open(wrong)).as(wrong).isInstanceOf(RequestException.class);
        }
    }

    private static ConversationEventProperties properties(String secret) {
        Duration some = Duration.ofSeconds(1);
        return new ConversationEventProperties(some, some, 1, some, some, some, secret, some);
    }
}
