import { Client, fetchExchange } from '@urql/core';
import { cacheExchange, type Cache } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { persistedExchange } from '@urql/exchange-persisted';
import facts from './generated/facts.json';
import { ConversationDocument, type SendMessageInput } from './generated/graphql';
import schema from './generated/introspection.json';

/** Sends the hash of each document, of queries over GET, and the document only while the server does not know it. */
export function newClient(url: string, token: () => string, fetcher = fetch, logger?: (severity: string, text: string) => void) {
  return new Client({
    url,
    fetch: fetcher,
    fetchOptions: () => ({ headers: { Authorization: `Bearer ${token()}` } }),
    exchanges: [
      newCache(logger),
      persistedExchange({ preferGetForPersistedQueries: true, enableForMutation: true }),
      fetchExchange,
    ],
  });
}

function newCache(logger?: (severity: string, text: string) => void) {
  const pages = Object.entries(facts.pages).map(([type, lists]) => {
    return [type, Object.fromEntries(Object.keys(lists).map((name) => [name, relayPagination()]))];
  });
  return cacheExchange({
    schema: schema as any,
    logger,
    keys: {
      ...Object.fromEntries(facts.parts.map((type) => [type, () => null])),
      // There is one viewer: with or without `id`, every selection of it lands in the same place.
      Viewer: () => 'signed in',
    },
    resolvers: Object.fromEntries(pages),
    optimistic: {
      sendMessage(args) {
        const { clientMessageId, body } = args.input as SendMessageInput;
        const message = {
          __typename: 'Message', id: clientMessageId, clientMessageId, body: body ?? null, seq: Number.MAX_SAFE_INTEGER,
          sentAt: new Date().toISOString(), editedAt: null, unsentAt: null, sender: null, reactions: [], attachments: [],
          viewerCan: { __typename: 'MessagePermissions', edit: false, unsend: false, react: false },
        };
        return {
          __typename: 'SendMessagePayload',
          message,
          messageEdge: { __typename: 'MessageEdge', cursor: '', node: message },
          replayed: false,
          userErrors: [],
        };
      },
    },
    updates: {
      Mutation: {
        sendMessage(result, args, cache) {
          const { message, messageEdge } = result.sendMessage as any;
          const { conversationId } = args.input as SendMessageInput;
          if (message) append(cache, conversationId, { ...messageEdge, node: message });
        },
      },
      Subscription: {
        inboxEvents(result, _, cache) {
          for (const event of (result.inboxEvents as any)?.events ?? []) {
            if (event.__typename !== 'MessageSent' || !event.message) continue;
            append(cache, event.conversationId, { __typename: 'MessageEdge', cursor: '', node: event.message });
          }
        },
      },
    },
  });
}

/** Puts a message at the end of its conversation, in place of the pending one. */
function append(cache: Cache, conversationId: string, edge: any) {
  for (const page of cache.inspectFields({ __typename: 'Conversation', id: conversationId })) {
    if (page.fieldName !== 'messages' || page.arguments?.before || page.arguments?.around) continue;
    const variables = { ...page.arguments, id: conversationId } as { id: string; last: number };
    cache.updateQuery({ query: ConversationDocument, variables }, (data) => {
      if (data?.node?.__typename !== 'Conversation') return data;
      const { messages } = data.node;
      const { id, clientMessageId: key } = edge.node;
      const others = messages.edges.filter(({ node }) => node.id !== id && (!key || node.clientMessageId !== key));
      return { ...data, node: { ...data.node, messages: { ...messages, edges: [...others, edge] } } };
    });
  }
}
