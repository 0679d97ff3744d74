package io.mutuals.api;

import java.util.Map;
import java.util.Set;

/**
 * Maps the names of arguments and input fields to the kind of id that they take, so that a mutation with a wrong id can
 * be refused before any of it runs. A test tries every mutation of the schema.
 */
final class IdNames {

    private static final IdType COMMENT = new IdType("cmt");
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
            Map.entry("commentId", COMMENT),
            Map.entry("replyToId", COMMENT),
            Map.entry("userId", USER),
            Map.entry("userIds", USER),
            Map.entry("mentions", USER),
            Map.entry("videoId", VIDEO),
            Map.entry("reportId", new IdType("rep")),
            Map.entry("friendLinkId", new IdType("lnk")),
            Map.entry("wardId", new IdType("usr")),
            Map.entry("requestId", new IdType("srq")),
            Map.entry("applicationId", new IdType("apl")));

    /** Fields of type {@code ID} that hold a token rather than the id of an object. */
    private static final Set<String> TOKENS = Set.of("impressionToken", "impressionTokens");

    private IdNames() {}

    /**
     * Checks the id in the argument or input field {@code name}.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ID} if it is not an id, or identifies another kind of object
     *     than the field takes
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
