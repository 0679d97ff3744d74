package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mutuals.SideBySide;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts with and without links. */
@SideBySide
class LinkDetectorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "HTTP://EVIL",
                "tg://join",
                "www.evil.example",
                "evil.com",
                "see Evil.COM now",
                "evil.com.",
                "evil.com.Then",
                "evil.com, please",
                "(evil.net)",
                "bit.ly/x",
                "t.me/joinchat",
                "t.co/a",
                "x.com",
                "sub.domain.co.uk",
                "evil.zone/abc",
                "пример.рф/а",
                "evil.xn--p1ai/x",
                "evil.de",
                "look at amazon.de now",
                "notion.live",
                "my-shop.store",
                "evil.ai",
                "ann@evil.de",
                "write to a@b.Me",
                "evil.us:8080",
                "evil.io?ref=1",
                "...evil.com",
                "EVIL.ME",
                "e.g. evil.org",
                "hi.evil.com",
                "evil.com-now",
                "soon.me/you",
                "x.yz/abc"
            })
    void addressesAreRecognised(String text) {
        assertThat(LinkDetector.hasLink(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "See you soon.Me too",
                "ok.de nada",
                "Wait.Live is better",
                "e.g.and/or",
                "10.5.Me again",
                "p.s.It was fun",
                "Not sure.So what",
                "example(.)com",
                "hi. it is 3",
                "and/or",
                "Sim.Eu vou",
                "no.Info follows",
                "at 10.30.me too",
                "e.g.me/you",
                "p.s.me",
                "wait...live",
                "3.5",
                "v1.2.3",
                "a.b",
                "",
                ".",
                "...",
                "end.Top!",
                "What?Me?",
                "ja.De nada",
                "1.de"
            })
    void proseIsNotALink(String text) {
        assertThat(LinkDetector.hasLink(text)).isFalse();
    }

    /** In quadratic time each of them would take minutes. */
    @ParameterizedTest
    @CsvSource({"a., a.", "a., ab.", "ab., a.", "a, .", "a@, a?", "a.b@, a.b?", "1., -.", "é.x, a+"})
    void longTextsTakeLinearTime(String first, String second) {
        String text = first.repeat(200_000 / first.length()) + second.repeat(200_000 / second.length());
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> LinkDetector.hasLink(text)))
                .isFalse();
    }
}
