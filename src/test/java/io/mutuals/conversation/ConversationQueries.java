package io.mutuals.conversation;

/** Queries that ask for all that clients show of conversations. */
final class ConversationQueries {

    private static final String FRAGMENTS = """
            fragment message on Message { id seq clientMessageId body sentAt editedAt unsentAt sender { handle
              displayName }
              replyTo { id body sender { handle } } anchor { startMs endMs } viewerCan { edit unsend react }
              reactions { emoji count viewerHasReacted users { handle } } mentions { handle } }
            fragment participant on Participant { id user { handle } role joinedAt lastReadSeq lastDeliveredSeq
              mutedUntil
              archivedAt pinnedAt }
            fragment conversation on Conversation { id kind title history folder createdAt lastMessageAt unreadCount
              unreadMentionCount viewerCan { send shareVideo manage changeRoles leave }
                viewerParticipant { ...participant }
              lastMessage { ...message } }
            fragment page on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            fragment inbox on ConversationConnection { totalCount pageInfo { ...page }
              edges { cursor node { ...conversation participants(first: 8) { nodes { ...participant } } } } }
            fragment messages on MessageConnection { totalCount pageInfo { ...page }
              edges { cursor node { ...message } } }
            """;

    static final String INBOXES = FRAGMENTS + """
            query ($first: Int!, $after: String, $other: ID!) { viewer {
              main: conversations(first: $first, after: $after) { ...inbox }
              pinned: conversations(first: 20, folder: PINNED) { ...inbox }
              requests: conversations(first: 20, folder: REQUESTS) { ...inbox }
              archived: conversations(first: 20, folder: ARCHIVED) { ...inbox }
              inMain: unread { conversations messages mentions }
              inRequests: unread(folder: REQUESTS) { conversations messages mentions }
              inPinned: unread(folder: PINNED) { conversations messages mentions }
              inArchive: unread(folder: ARCHIVED) { conversations messages mentions } }
              user(by: {id: $other}) { sharedConversations(first: 2) { ...inbox } } }
            """;

    static final String CONVERSATION = FRAGMENTS + """
            query ($id: ID!, $message: ID!, $first: Int!, $size: Int!, $after: String, $before: String,
              $participant: String) {
              node(id: $id) { ... on Conversation { ...conversation
                participants(first: $first, after: $participant) { totalCount pageInfo { ...page }
                  edges { cursor node { ...participant } } }
                latest: messages(last: $size, before: $before) { ...messages }
                next: messages(first: $size, after: $after) { ...messages }
                around: messages(first: $size, around: $message) { ...messages } } }
              message: node(id: $message) { ... on Message { ...message conversation { id title unreadCount } } } }
            """;

    static final String INBOX_SCREEN = """
            { viewer { conversations(first: 20) { nodes { id title lastMessageAt unreadCount unreadMentionCount
              lastMessage { body sentAt sender { handle displayName } }
              participants(first: 8) { nodes { role lastReadSeq user { handle displayName } } } } }
              unread { conversations messages mentions } } }
            """;

    static final String CHAT_SCREEN = """
            query ($id: ID!) { node(id: $id) { ... on Conversation { title messages(last: 50) {
              nodes { id body sentAt sender { handle displayName } reactions { emoji count } mentions { handle }
                replyTo { body } } } } } }
            """;

    private ConversationQueries() {}
}
