package io.mutuals.user;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * The choices that a user has stored for all privacy settings, whether their age permits them or not.
 *
 * @param packed a {@linkplain PrivacySetting#code code} of four bits for each setting, in the order of the enum
 */
public record StoredChoices(long packed) {

    /** No choices: the defaults apply. */
    static final StoredChoices NONE = new StoredChoices(0);

    private static final int BITS = 4;
    private static final long MASK = (1 << BITS) - 1;

    /** Reads the choices from a map of the properties of a user. */
    static StoredChoices from(Value map) {
        long packed = 0;
        for (PrivacySetting setting : PrivacySetting.values()) {
            @Nullable Object stored = map.get(setting.property()).asObject();
            packed |= (long) setting.code(stored) << (BITS * setting.ordinal());
        }
        return packed == 0 ? NONE : new StoredChoices(packed);
    }

    /** Returns the effective value of a setting at an age, an enum constant or a boolean. */
    public Object effective(PrivacySetting setting, AgeBand band) {
        return setting.of(band, setting.decoded((int) (packed >>> (BITS * setting.ordinal()) & MASK)));
    }
}
