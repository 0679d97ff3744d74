package io.mutuals.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * A request as sent by a screen of an app.
 *
 * @param name the name in the tables of results
 * @param query the document; with the variable {@code $id} for a conversation, and {@code $input} for a message
 */
record Operation(String name, String query, Subject subject) {

    /** The subject of an operation. */
    enum Subject {
        /** The viewer. */
        VIEWER,
        /** A conversation of the viewer. */
        CONVERSATION,
        /** A new message of the viewer in a conversation. */
        MESSAGE
    }

    private static final String USER = "user { id handle displayName createdAt }";

    private static final String FRIENDS_OF_VIEWER = "friends(first: 20) { nodes { id handle displayName } }";

    private static final String SUGGESTIONS = """
            peopleYouMayKnow(first: 20) { nodes {
              user { id handle displayName }
              reason { ... on MutualFriendsReason { count } }
            } }""";

    private static final String INBOX = """
            conversations(first: 20) { nodes {
              id kind title unreadCount
              lastMessage { id body sentAt sender { id displayName } }
              participants(first: 8) { nodes { user { id displayName } } }
            } }""";

    static final Operation PROFILE = ofViewer("profile with 20 friends", USER + " " + FRIENDS_OF_VIEWER);

    static final Operation FRIENDS = ofViewer("20 friends with 10 friends each", """
            user { id } friends(first: 20) { nodes {
              id handle displayName friends(first: 10) { nodes { id handle displayName } }
            } }""");

    static final Operation INBOX_PAGE = ofViewer("inbox of 20", "user { id } " + INBOX);

    static final Operation MESSAGES = new Operation("50 messages", """
            query ($id: ID!) { node(id: $id) { ... on Conversation { messages(last: 50) { nodes {
              id seq body sentAt sender { id displayName }
            } } } } }""", Subject.CONVERSATION);

    static final Operation SUGGESTIONS_PAGE = ofViewer("suggestions of 20", "user { id } " + SUGGESTIONS);

    static final Operation HOME =
            ofViewer("home in one", USER + " " + FRIENDS_OF_VIEWER + " " + INBOX + " " + SUGGESTIONS);

    static final Operation FEED = ofViewer("feed of 20", """
            user { id } feed(first: 20) { nodes {
              reason { kind text } at
              activities { kind friendCount friends(first: 3) { id displayName } }
              video { id caption durationMs author { id displayName } }
            } }""");

    static final Operation SEND = new Operation("sending a message", """
            mutation ($input: SendMessageInput!) { sendMessage(input: $input) {
              message { id seq sentAt } userErrors { code }
            } }""", Subject.MESSAGE);

    /** Everything that reads and that the baseline does too, in the order of the tables. */
    static final List<Operation> READS = List.of(PROFILE, FRIENDS, INBOX_PAGE, MESSAGES, SUGGESTIONS_PAGE, HOME);

    /** The reads, and what the baseline has no counterpart of. */
    static final List<Operation> MEASURED =
            Stream.concat(READS.stream(), Stream.of(FEED)).toList();

    private static Operation ofViewer(String name, String fields) {
        return new Operation(name, "{ viewer { " + fields + " } }", Subject.VIEWER);
    }
}
