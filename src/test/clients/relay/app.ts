import { graphql } from 'relay-runtime';

/** The documents of the app. `relay-compiler` reads their texts; nothing calls this, since there is no Babel here. */
export const documents = () => [
  graphql`
    query appFriendsQuery($first: Int!, $after: String) {
      viewer {
        ...app_friends @arguments(first: $first, after: $after)
      }
    }
  `,
  graphql`
    fragment app_friends on Viewer
    @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" })
    @refetchable(queryName: "appMoreFriendsQuery") {
      friends(first: $first, after: $after, order: NAME) @connection(key: "app_friends", filters: ["order"]) {
        edges { since node { id handle } }
      }
    }
  `,
  graphql`
    query appUnreadQuery {
      viewer {
        unread { messages }
      }
    }
  `,
  graphql`
    query appConversationQuery($id: ID!, $last: Int!) {
      node(id: $id) {
        ...app_messages @alias(as: "conversation") @arguments(last: $last)
      }
    }
  `,
  graphql`
    fragment app_messages on Conversation
    @argumentDefinitions(last: { type: "Int!" }, before: { type: "String" })
    @refetchable(queryName: "appEarlierMessagesQuery") {
      messages(last: $last, before: $before) @connection(key: "app_messages") {
        edges { node { id seq body clientMessageId } }
      }
    }
  `,
  graphql`
    mutation appSendMutation($input: SendMessageInput!, $connections: [ID!]!) {
      sendMessage(input: $input) {
        messageEdge @appendEdge(connections: $connections) {
          node { id seq body clientMessageId }
        }
        userErrors { code message }
      }
    }
  `,
  graphql`
    query appUserQuery($id: ID!) {
      node(id: $id) {
        ...app_user @alias(as: "user")
      }
    }
  `,
  graphql`
    fragment app_user on User @refetchable(queryName: "appUserAgainQuery") {
      id
      displayName
      relationship { id isFriend mutualFriendCount }
    }
  `,
];
