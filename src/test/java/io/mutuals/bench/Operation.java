package io.mutuals.bench;

import io.mutuals.security.Viewer;

/**
 * A query as sent by a screen of an app.
 *
 * @param name the name in the table of results
 * @param query the document, with the variable {@code $id} unless its subject is the viewer
 */
record Operation(String name, String query, Subject subject) {

    /** The subject of an operation. */
    enum Subject {
        /** The viewer. */
        VIEWER,
        /** Any user. */
        USER,
        /** A conversation of the viewer. */
        CONVERSATION
    }

    private static final String SUGGESTIONS = """
            peopleYouMayKnow(first: 20) { nodes {
              user { id handle displayName }
              reason { ... on MutualFriendsReason { count sample { id displayName } } }
            } }""";

    private static final String INBOX = """
            conversations(first: 20) { nodes {
              id title unreadCount
              lastMessage { body sender { id displayName } }
              participants(first: 4) { nodes { user { id handle displayName } } }
            } }""";

    static final Operation PROFILE = new Operation("profile with 20 friends", """
            query ($id: ID!) { user(by: {id: $id}) {
              id handle displayName bio friends(first: 20) { nodes { id handle displayName } }
            } }""", Subject.USER);

    static final Operation FRIENDS = new Operation(
            "20 friends with 10 friends each",
            "{ viewer { friends(first: 20) { nodes { id handle displayName"
                    + " friends(first: 10) { nodes { id handle displayName } } } } } }",
            Subject.VIEWER);

    static final Operation INBOX_PAGE = new Operation("inbox of 20", "{ viewer { " + INBOX + " } }", Subject.VIEWER);

    static final Operation MESSAGES = new Operation("50 messages", """
            query ($id: ID!) { node(id: $id) { ... on Conversation { id title messages(last: 50) { nodes {
              id seq body sender { id handle displayName }
              attachments { ... on VideoCard { availability video { id caption } } }
            } } } } }""", Subject.CONVERSATION);

    static final Operation SUGGESTIONS_PAGE =
            new Operation("suggestions of 20", "{ viewer { " + SUGGESTIONS + " } }", Subject.VIEWER);

    static final Operation HOME = new Operation(
            "home in one",
            "{ viewer { user { id handle displayName } friends(first: 20) { nodes { id handle displayName } } "
                    + SUGGESTIONS + " " + INBOX + " } }",
            Subject.VIEWER);

    /** Returns the API id of a subject. */
    static String id(Subject subject, long number) {
        return switch (subject) {
            case VIEWER, USER -> Viewer.USER_ID.encode(number);
            case CONVERSATION -> new io.mutuals.api.IdType("cnv").encode(number);
        };
    }
}
