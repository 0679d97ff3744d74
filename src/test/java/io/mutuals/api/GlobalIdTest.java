package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class GlobalIdTest {

    private static final IdType USER = new IdType("usr");

    @Property
    void everyNumberComesBack(@ForAll @LongRange(min = 0) long number) {
        assertThat(USER.decode(USER.encode(number))).isEqualTo(number);
    }

    @Property
    void anyTextIsAnIdInItsOnlyFormOrIsRefused(@ForAll String text) {
        try {
            assertThat(GlobalId.parse(text).toString()).isEqualTo(text);
        } catch (RequestException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ID);
        }
    }

    @Example
    void anIdOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> USER.decode(new IdType("vid").encode(1)))
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_ID));
    }

    @Example
    void anIdInLowerCaseIsRefusedSoThatIdsCanBeComparedAsText() {
        String id = USER.encode(Long.MAX_VALUE);
        assertThatThrownBy(() -> USER.decode("usr_" + id.substring(4).toLowerCase(java.util.Locale.ROOT)))
                .isInstanceOf(RequestException.class);
    }
}
