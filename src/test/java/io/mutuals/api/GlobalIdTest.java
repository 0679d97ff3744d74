package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.RandomValues;
import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;

@SideBySide
class GlobalIdTest {

    private static final IdType USER = new IdType("usr");

    @Test
    void everyNumberIsRestored() {
        RandomValues.tried(1000, any -> {
            long number = any.number(0, Long.MAX_VALUE);
            assertThat(USER.decode(USER.encode(number))).isEqualTo(number);
        });
    }

    @Test
    void anyTextIsTheOnlyFormOfAnIdOrIsRefused() {
        RandomValues.tried(1000, any -> {
            isTheOnlyFormOfAnIdOrIsRefused(any.text());
            isTheOnlyFormOfAnIdOrIsRefused(any.changed(USER.encode(any.number(0, Long.MAX_VALUE))));
        });
    }

    private static void isTheOnlyFormOfAnIdOrIsRefused(String text) {
        try {
            assertThat(GlobalId.parse(text).toString()).isEqualTo(text);
        } catch (RequestException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ID);
        }
    }

    @Test
    void anIdOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> USER.decode(new IdType("vid").encode(1)))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ID));
    }

    @Test
    void anIdInLowerCaseIsRefusedSoThatIdsCanBeComparedAsText() {
        String id = USER.encode(Long.MAX_VALUE);
        assertThatThrownBy(() -> USER.decode("usr_" + id.substring(4).toLowerCase(java.util.Locale.ROOT)))
                .isInstanceOf(RequestException.class);
    }
}
