package io.mutuals.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest may hold, as far as it can be told without the schema. */
@SideBySide
class DocumentManifestTest {

    private static final String TEXT = "{ __typename }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\": 1.9, \"operations\": []} | version",
                "{\"version\": 4294967297, \"operations\": []} | version",
                "{\"version\": 1, \"version\": 1, \"operations\": []} | key version twice",
                "{\"dk\": \"{ __typename }\", \"dk\": \"{ __typename } \"} | key dk twice",
                "{\"\": \"{ __typename }\", \"\": \"{ __typename } \"} | key twice",
                "{\"dk\": \"{ __typename }\", \"sha256:dk\": \"{ __typename } \"} | id sha256:dk",
                "{\"version\": 1, \"operations\": [{\"id\": \"dk\", \"body\": \"{ __typename }\"}, "
                        + "{\"id\": \"dk\", \"body\": \"{ __typename } \"}]} | id dk",
                "{\"sha256:\": \"{ __typename }\"} | blank",
                "{\"sha256: \\u00a0\": \"{ __typename }\"} | blank",
                "{\"a\\nb\": \"{ __typename }\"} | line breaks",
                "{\"a\\u2028b\": \"{ __typename }\"} | line breaks",
                "{\"a\\u001b[2J\": \"{ __typename }\"} | control characters"
            })
    void aManifestThatSaysTwoThingsOrHasAnIdThatCannotBeSentIsRefused(String manifest, String sentence) {
        assertThatThrownBy(() -> DocumentManifest.parse(manifest))
                .isInstanceOf(DocumentManifest.Unreadable.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void anIdOf64HexadecimalDigitsMustBeTheHashOfItsText() {
        String hash = PersistedDocuments.hash(TEXT);
        for (String id : new String[] {hash, "sha256:" + hash, hash.toUpperCase(Locale.ROOT)}) {
            assertThat(DocumentManifest.parse(manifest(id, TEXT)).documents()).hasSize(1);
            assertThatThrownBy(() -> DocumentManifest.parse(manifest(id, TEXT + " ")))
                    .isInstanceOf(DocumentManifest.Unreadable.class)
                    .hasMessageContaining("The id " + id + " ");
        }
        for (String id : new String[] {hash.substring(1), hash + "0", "g" + hash.substring(1)}) {
            assertThat(DocumentManifest.parse(manifest(id, TEXT + " ")).documents())
                    .as(id)
                    .hasSize(1);
        }
    }

    @Test
    void whatExceedsALimitOfJsonIsNotSaidToBeNone() {
        assertThatThrownBy(() -> DocumentManifest.parse("[".repeat(600) + "]".repeat(600)))
                .isInstanceOf(DocumentManifest.Unreadable.class)
                .hasMessageContaining("500 levels");
    }

    private static String manifest(String id, String text) {
        return "{\"" + id + "\": \"" + text + "\"}";
    }
}
