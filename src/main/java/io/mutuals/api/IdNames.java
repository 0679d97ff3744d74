package io.mutuals.api;

import java.util.Map;
import java.util.Set;

/**
 * Which kind of id the arguments and input fields of mutations take, told by their names, so that a mutation's ids can be refused before
 * anything is done. A test asks every mutation of the schema.
 */
final class IdNames {

    private static final IdType CONVERSATION = new IdType("cnv");
    private static final IdType MESSAGE = new IdType("msg");
    private static final IdType USER = new IdType("usr");
    private static final IdType VIDEO = new IdType("vid");

    private static final Map<String, IdType> KINDS = Map.ofEntries(
            Map.entry("conversationId", CONVERSATION),
            Map.entry("conversationIds", CONVERSATION),
            Map.entry("messageId", MESSAGE),
            Map.entry("replyTo", MESSAGE),
            Map.entry("around", MESSAGE),
            Map.entry("userId", USER),
            Map.entry("userIds", USER),
            Map.entry("mentions", USER),
            Map.entry("videoId", VIDEO),
            Map.entry("reportId", new IdType("rep")),
            Map.entry("friendLinkId", new IdType("lnk")));

    /** Of the type ID, but no ids that name something. */
    private static final Set<String> TOKENS = Set.of("impressionToken", "impressionTokens");

    private IdNames() {}

    /**
     * Checks the id in the argument or input field {@code name}.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ID} when it is none, or names another kind of thing than that field takes
     */
    static void check(String name, String id) {
        IdType kind = KINDS.get(name);
        if (kind != null) {
            kind.decode(id);
        } else if (!TOKENS.contains(name)) {
            GlobalId.parse(id);
        }
    }
}
