package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests which choice of a setting is looser than which. */
@SideBySide
class SettingLoosenessTest {

    @Test
    void choicesAreOrderedFromTheLoosest() {
        assertThat(PrivacySetting.MESSAGES_FROM.isLooser(MessageAudience.FRIENDS, MessageAudience.NOBODY))
                .isTrue();
        assertThat(PrivacySetting.MESSAGES_FROM.isLooser(MessageAudience.NOBODY, MessageAudience.NOBODY))
                .isFalse();
        assertThat(PrivacySetting.FRIEND_LIST_VISIBLE_TO.isLooser(
                        FriendListAudience.MUTUAL_FRIENDS, FriendListAudience.FRIENDS))
                .isFalse();
        assertThat(PrivacySetting.SHOW_PRESENCE.isLooser(true, false)).isTrue();
        assertThat(PrivacySetting.SHOW_PRESENCE.isLooser(false, true)).isFalse();
    }

    @Test
    void limitsHaveNamesOfTheirOwnAndChoicesSurviveStorage() {
        Set<String> names = new HashSet<>();
        for (PrivacySetting setting : PrivacySetting.values()) {
            assertThat(names.add(setting.property())).isTrue();
            assertThat(names.add(setting.limitProperty())).isTrue();
        }
        SettingChoices choices = new SettingChoices(
                Map.of(PrivacySetting.MESSAGES_FROM, MessageAudience.NOBODY, PrivacySetting.READ_RECEIPTS, false));
        assertThat(choices.stored()).isEqualTo(Map.of("messagesFrom", "NOBODY", "readReceipts", false));
        assertThat(choices.messagesFrom()).isEqualTo(MessageAudience.NOBODY);
        assertThat(choices.showPresence()).isNull();
    }
}
