package io.mutuals.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Values;

/** Addresses, sizes and previews of pictures. */
@SideBySide
class PictureTest {

    private static final String BLURHASH = "LEHV6nWB2yk8pyo0adR*.7kCMdnj";

    @ParameterizedTest
    @CsvSource({"-5, 64", "0, 64", "64, 64", "65, 128", "256, 256", "257, 512", "2048, 2048", "99999, 2048"})
    void aSizeIsRoundedUpToOneOfAFew(int wanted, int loaded) {
        Picture picture = new Picture("https://img.example/ada/{size}.webp?v=2", null, null);
        assertThat(picture.url(wanted)).isEqualTo("https://img.example/ada/" + loaded + ".webp?v=2");
    }

    @Test
    void anAddressWithoutASizeIsTheSameForAll() {
        Picture picture = new Picture("https://img.example/ada.webp", null, null);
        assertThat(List.of(picture.url(64), picture.url(2048))).containsOnly("https://img.example/ada.webp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://img.example/a.png",
                "https://img.example:8443/a%20b.png?w={size}",
                "https://xn--bcher-kva.example/{size}/a",
                "https://203.0.113.7/a"
            })
    void httpsAddressesWithAHostAreValid(String address) {
        assertThat(PictureAddress.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://img.example/a.png",
                "HTTPS:img.example/a",
                "//img.example/a.png",
                "https:///a.png",
                "https://ada:secret@img.example/a.png",
                "https://img.example/a.png#x",
                "https://img.example/a b.png",
                "https://img.example/\u00e4.png",
                "https://img.example/{size}/{size}",
                "https://{size}.example/a",
                "https://img.example/{width}",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA"
            })
    void otherAddressesAreNot(String address) {
        assertThat(PictureAddress.isValid(address)).isFalse();
    }

    @Test
    void anAddressHasALargestLength() {
        String longest = "https://img.example/" + "a".repeat(PictureAddress.MAX - 20);
        assertThat(PictureAddress.isValid(longest)).isTrue();
        assertThat(PictureAddress.isValid(longest + "a")).isFalse();
    }

    @Test
    void aBlurhashHasTheLengthThatItsFirstDigitSays() {
        assertThat(Blurhash.isValid(BLURHASH)).isTrue();
        assertThat(Blurhash.isValid("00TI:j")).as("one component").isTrue();
        assertThat(Blurhash.isValid("~" + "0".repeat(165)))
                .as("nine by more than nine")
                .isFalse();
        for (String wrong : List.of("", BLURHASH + "0", BLURHASH.substring(1), BLURHASH.replace('H', '"'))) {
            assertThat(Blurhash.isValid(wrong)).as(wrong).isFalse();
        }
    }

    @Test
    void whatIsStoredIsReadAgain() {
        for (Picture picture : List.of(
                new Picture("https://img.example/a", BLURHASH, "Ada"),
                new Picture("https://img.example/a", null, null))) {
            assertThat(Picture.from(Values.value(picture.stored()))).isEqualTo(picture);
        }
        assertThat(Picture.from(Values.NULL)).isNull();
    }
}
