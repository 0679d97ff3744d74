package io.mutuals.user;

import static io.mutuals.user.AgeBand.ADULT;
import static io.mutuals.user.AgeBand.FROM_16_TO_17;
import static io.mutuals.user.AgeBand.UNDER_13;
import static io.mutuals.user.AgeBand.UNDER_16;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A privacy setting: its property, its default, and the choices that are available at each age. Java and Cypher both
 * derive the effective value from this table.
 */
public enum PrivacySetting {
    FRIEND_REQUESTS_FROM(
            "friendRequestsFrom",
            byAge(
                    anyOf(RequestAudience.EVERYONE),
                    anyOf(RequestAudience.FRIENDS_OF_FRIENDS),
                    choice(
                            RequestAudience.FRIENDS_OF_FRIENDS,
                            RequestAudience.FRIENDS_OF_FRIENDS,
                            RequestAudience.NOBODY))),
    FRIEND_LIST_VISIBLE_TO(
            "friendListVisibleTo",
            byAge(
                    anyOf(FriendListAudience.EVERYONE),
                    anyOf(FriendListAudience.FRIENDS),
                    choice(
                            FriendListAudience.FRIENDS,
                            FriendListAudience.FRIENDS,
                            FriendListAudience.MUTUAL_FRIENDS,
                            FriendListAudience.ONLY_ME))),
    MESSAGES_FROM(
            "messagesFrom",
            byAge(
                    anyOf(MessageAudience.EVERYONE),
                    anyOf(MessageAudience.FRIENDS),
                    choice(MessageAudience.FRIENDS, MessageAudience.FRIENDS, MessageAudience.NOBODY))),
    SUGGEST_BY_MUTUAL_FRIENDS("suggestByMutualFriends", either(true, true)),
    SUGGEST_BY_SHARED_CONVERSATIONS("suggestBySharedConversations", either(true, true)),
    SUGGEST_BY_VIDEO_TASTE("suggestByVideoTaste", either(true, true)),
    FINDABLE_BY_SEARCH("findableBySearch", either(true, false)),
    READ_RECEIPTS("readReceipts", either(true, true)),
    SHOW_PRESENCE(
            "showPresence", byAge(choice(true, true, false), choice(true, true, false), choice(false, true, false)));

    private final String property;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<AgeBand, Choice> choices;

    PrivacySetting(String property, Map<AgeBand, Choice> choices) {
        this.property = property;
        this.choices = choices;
    }

    /** Returns the name of the setting in the schema, which is also the name of its property in Neo4j. */
    public String property() {
        return property;
    }

    /**
     * Returns a Cypher expression for the effective value of {@code user}, the name of an enum constant or a boolean.
     * Most statements contain it, some many times, and the planning time of Neo4j grows with the text; so ages with the
     * same choices share a branch.
     */
    public String of(String user) {
        StringBuilder younger = new StringBuilder();
        for (AgeBand band : List.of(UNDER_13, UNDER_16, FROM_16_TO_17)) {
            AgeBand older = AgeBand.values()[band.ordinal() + 1];
            if (!choice(band).equals(choice(older))) {
                younger.append(" WHEN ")
                        .append(band.orYounger(user))
                        .append(" THEN ")
                        .append(within(user, band));
            }
        }
        String adult = within(user, ADULT);
        return younger.isEmpty() ? adult : "CASE" + younger + " ELSE " + adult + " END";
    }

    private String within(String user, AgeBand band) {
        Choice choice = choice(band);
        String standard = literal(choice.standard());
        if (choice.allowed().size() == 1) {
            return standard;
        }
        String stored = user + "." + property;
        String allowed = choice.allowed().stream().map(PrivacySetting::literal).collect(Collectors.joining(", "));
        return "CASE WHEN " + stored + " IN [" + allowed + "] THEN " + stored + " ELSE " + standard + " END";
    }

    /** Returns the effective value at an age for a stored choice, which may be null. */
    Object of(AgeBand band, Value stored) {
        return of(band, stored.asObject());
    }

    /**
     * Returns the effective value at an age.
     *
     * @param stored the stored choice, a boolean, an enum constant or the name of one; null if there is none
     */
    Object of(AgeBand band, @Nullable Object stored) {
        Choice choice = choice(band);
        for (Object allowed : choice.allowed()) {
            if (isStoredAs(stored, allowed)) {
                return allowed;
            }
        }
        return choice.standard();
    }

    /**
     * Returns the code of a stored choice, from 0 to 15: 0 if it is null or none that an adult has, which no age has
     * either.
     */
    int code(@Nullable Object stored) {
        List<Object> all = choice(ADULT).allowed();
        for (int index = 0; index < all.size(); index++) {
            if (isStoredAs(stored, all.get(index))) {
                return index + 1;
            }
        }
        return 0;
    }

    /** Returns the choice with a {@linkplain #code code}; null for 0. */
    @Nullable
    Object decoded(int code) {
        return code == 0 ? null : choice(ADULT).allowed().get(code - 1);
    }

    private static boolean isStoredAs(@Nullable Object stored, Object value) {
        return value.equals(stored)
                || (value instanceof Enum<?> constant && constant.name().equals(stored));
    }

    /**
     * Returns the name of the property in Neo4j that holds the loosest choice that a guardian leaves to a ward; none if
     * the property is absent.
     */
    String limitProperty() {
        return "limit" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
    }

    /**
     * Returns whether a choice shows or permits more than another. The constants of each audience stand in this order,
     * the loosest first, and true is looser than false.
     */
    boolean isLooser(Object choice, Object than) {
        return looseness(choice) > looseness(than);
    }

    private static int looseness(Object choice) {
        return choice instanceof Enum<?> constant ? -constant.ordinal() : Boolean.TRUE.equals(choice) ? 1 : 0;
    }

    /**
     * Returns a Cypher expression: the choice stored in {@code user}, or the limit if the effective value is looser.
     */
    String limited(String user) {
        List<Object> all = choice(ADULT).allowed();
        StringBuilder isLooser = new StringBuilder();
        for (Object effective : all) {
            String tighter = all.stream()
                    .filter(limit -> isLooser(effective, limit))
                    .map(PrivacySetting::literal)
                    .collect(Collectors.joining(", "));
            if (!tighter.isEmpty()) {
                isLooser.append(" WHEN ").append(literal(effective)).append(" THEN ");
                isLooser.append("%s.%s IN [%s]".formatted(user, limitProperty(), tighter));
            }
        }
        return "CASE WHEN CASE %1$s%2$s ELSE false END THEN %3$s.%4$s ELSE %3$s.%5$s END"
                .formatted(of(user), isLooser, user, limitProperty(), property);
    }

    /** Returns whether an age permits a choice, an enum constant or a boolean. */
    boolean allows(AgeBand band, Object value) {
        return choice(band).allowed().contains(value);
    }

    /** Returns whether an age permits fewer choices than an adult has. */
    boolean isLocked(AgeBand band) {
        return choice(band).allowed().size() < choice(ADULT).allowed().size();
    }

    private Choice choice(AgeBand band) {
        Choice choice = choices.get(band);
        if (choice == null) {
            throw new IllegalStateException("No choices of " + this + " are defined for " + band);
        }
        return choice;
    }

    private static String literal(@Nullable Object value) {
        return value instanceof Boolean ? value.toString() : "'" + value + "'";
    }

    private static <E extends Enum<E>> Choice anyOf(E standard) {
        return new Choice(standard, List.copyOf(EnumSet.allOf(standard.getDeclaringClass())));
    }

    private static Choice choice(Object standard, Object... allowed) {
        return new Choice(standard, List.of(allowed));
    }

    private static Map<AgeBand, Choice> byAge(Choice adult, Choice from16, Choice under16) {
        return Map.of(ADULT, adult, FROM_16_TO_17, from16, UNDER_16, under16, UNDER_13, under16);
    }

    private static Map<AgeBand, Choice> either(boolean standard, boolean under16) {
        Choice free = choice(standard, true, false);
        return byAge(free, free, under16 ? free : choice(false, false));
    }

    /**
     * @param standard the default value
     * @param allowed the values that may be chosen
     */
    private record Choice(Object standard, List<Object> allowed) {}
}
