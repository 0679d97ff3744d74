import { ApolloClient, HttpLink, InMemoryCache, type ApolloCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import facts from './generated/facts.json';
import { SendMessageDocument, type SendMessageMutation } from './generated/graphql';

/** Merges what several queries read of a part, and the pages of every list. */
export function newCache(): InMemoryCache {
  const parts = facts.parts.map((type) => [type, { merge: true }]);
  const pages = Object.entries(facts.pages).map(([type, lists]) => {
    const fields = Object.entries(lists as Record<string, string[]>)
      .map(([name, keys]) => [name, relayStylePagination(keys)]);
    return [type, { fields: Object.fromEntries(fields) }];
  });
  const policies = Object.fromEntries([...parts, ...pages]);
  return new InMemoryCache({
    possibleTypes: facts.possibleTypes,
    // There is one viewer: with or without `id`, every selection of it lands in the same place.
    typePolicies: { ...policies, Viewer: { ...policies.Viewer, keyFields: [] } },
  });
}

/** Sends the hash of each document, of queries over GET, and the document only while the server does not know it. */
export function newClient(uri: string, token: () => string, sha256: (text: string) => string, fetcher = fetch) {
  const http = new HttpLink({
    uri,
    fetch: (address, { headers, ...request } = {}) =>
      fetcher(address, { ...request, headers: { ...headers, Authorization: `Bearer ${token()}` } }),
  });
  return new ApolloClient({
    cache: newCache(),
    link: new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(http),
  });
}

/** Sends a message, which is displayed at once. */
export function send(client: ApolloClient, conversationId: string, body: string, clientMessageId: string) {
  const pending: SendMessageMutation = {
    sendMessage: {
      __typename: 'SendMessagePayload',
      message: {
        __typename: 'Message', id: clientMessageId, clientMessageId, body, seq: Number.MAX_SAFE_INTEGER,
        sentAt: new Date().toISOString(), editedAt: null, unsentAt: null, sender: null, reactions: [], attachments: [],
        viewerCan: { __typename: 'MessagePermissions', edit: false, unsend: false, react: false },
      },
      messageEdge: { __typename: 'MessageEdge', cursor: '', node: { __typename: 'Message', id: clientMessageId } },
      replayed: false,
      userErrors: [],
    },
  } as SendMessageMutation;
  return client.mutate({
    mutation: SendMessageDocument,
    variables: { input: { conversationId, clientMessageId, body } },
    optimisticResponse: pending,
    update: (cache, { data }) => {
      const edge = data?.sendMessage?.messageEdge;
      if (edge) append(cache, conversationId, edge);
    },
  });
}

/** Puts a message that is in the cache at the end of its conversation, in place of the pending one. */
export function append(cache: ApolloCache, conversationId: string, edge: { cursor: string; node: { id: string } }) {
  cache.modify({
    id: cache.identify({ __typename: 'Conversation', id: conversationId }),
    fields: {
      messages(list, { readField, toReference, storeFieldName }) {
        if (storeFieldName.includes('around')) return list;
        const node = toReference({ __typename: 'Message', id: edge.node.id });
        const key = readField('clientMessageId', node);
        const others = list.edges.filter(
          (other: { node: any }) =>
            readField('id', other.node) !== edge.node.id && (!key || readField('clientMessageId', other.node) !== key),
        );
        return { ...list, edges: [...others, { __typename: 'MessageEdge', cursor: edge.cursor, node }] };
      },
    },
  });
}
