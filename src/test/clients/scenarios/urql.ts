import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client, fetchExchange, gql } from '@urql/core';
import {
  CommentsDocument, ConversationDocument, FeedDocument, FriendsDocument, FriendsOfUserDocument, HomeDocument,
  LikeVideoDocument, PeopleYouMayKnowDocument, ProfileDocument, SendMessageDocument, UnreadDocument,
} from '../generated/graphql';
import { newClient } from '../urql';
import { of, recorder, token, until, world } from './world';

const conversation = of(world.conversations, 'urql');
const warnings: string[] = [];
const connect = (who = 'urql') => {
  const { requests, fetcher } = recorder();
  const client = newClient(world.url, token(who), fetcher, (severity, text) => {
    if (severity !== 'debug') warnings.push(`${severity}: ${text}`);
  });
  return { requests, client };
};

async function data<D>(asked: PromiseLike<{ data?: D; error?: unknown }>): Promise<D> {
  const { data, error } = await asked;
  assert.equal(error, undefined);
  return data!;
}

test('urql: the client without further settings reads over GET', async () => {
  const { requests, fetcher } = recorder();
  const client = new Client({
    url: world.url,
    fetch: fetcher,
    fetchOptions: { headers: { Authorization: `Bearer ${of(world.tokens, 'urql')}` } },
    exchanges: [fetchExchange],
  });
  assert.equal((await data(client.query(UnreadDocument, {}))).viewer!.unread!.messages >= 0, true);
  assert.deepEqual(requests, ['GET text 200']);
  const refused = await client.query(gql`{ nothing }`, {});
  assert.equal(refused.error?.graphQLErrors[0]?.extensions.code, 'GRAPHQL_VALIDATION_FAILED');
});

test('urql: a document is sent once, and then its hash over GET, by every client', async () => {
  const first = connect();
  const query = gql`query PersistedByUrql($handle: String!) { user(by: { handle: $handle }) { id handle bio region } }`;
  await data(first.client.query(query, { handle: 'friend1' }));
  await data(first.client.query(query, { handle: 'friend2' }));
  assert.deepEqual(first.requests, ['GET hash unknown', 'GET text 200', 'GET hash 200']);
  const second = connect('apollo');
  await data(second.client.query(query, { handle: 'friend1' }));
  assert.deepEqual(second.requests, ['GET hash 200']);
});

test('urql: two components below viewer cost two requests, and share one viewer', async () => {
  const { requests, client } = connect();
  const seen = { home: '', unread: -1 };
  client.query(HomeDocument, {}).subscribe(({ data }) => (seen.home = data?.viewer!.user!.handle ?? ''));
  client.query(UnreadDocument, {}).subscribe(({ data }) => (seen.unread = data?.viewer!.unread!.messages ?? -1));
  await until(() => seen.home === 'urql' && seen.unread >= 0, 'both are displayed');
  await new Promise((later) => setTimeout(later, 200));
  assert.equal(requests.filter((request) => !request.endsWith('unknown')).length, 2);
  assert.equal(client.readQuery(HomeDocument, {})?.data?.viewer!.user!.handle, 'urql');
  assert.equal(client.readQuery(UnreadDocument, {})?.data?.viewer!.unread!.messages, seen.unread);
});

/** Reads a list three items at a time, and then all that the cache has of it. */
async function scroll(client: Client, query: any, variables: object, list: (data: any) => any): Promise<any[]> {
  for (let after: string | undefined; ; ) {
    const { edges, pageInfo } = list(await data(client.query<any>(query, { ...variables, first: 3, after })));
    if (!pageInfo.hasNextPage) return edges.map(({ node }: any) => node);
    after = pageInfo.endCursor;
  }
}

test('urql: the pages of every list are merged', async () => {
  const { client } = connect();
  const friends = await scroll(client, FriendsDocument, {}, (data) => data.viewer!.friends);
  assert.deepEqual(friends!.map(({ handle }) => handle), [1, 2, 3, 4, 5, 6, 7].map((i) => `friend${i}`));
  const same = await scroll(client, FriendsOfUserDocument, { id: of(world.ids, 'urql') }, (data) => data.node.friends);
  assert.equal(same.length, 7);
  const feed = await scroll(client, FeedDocument, {}, (data) => data.viewer!.feed);
  assert.equal(new Set(feed!.map(({ video }) => video!.id)).size, 7);
  const comments = await scroll(client, CommentsDocument, { videoId: of(world.ids, 'video7') }, (data) => data.video!.comments);
  assert.equal(comments.length >= 4, true);
  const people = await scroll(client, PeopleYouMayKnowDocument, {}, (data) => data.viewer!.peopleYouMayKnow);
  assert.equal(new Set(people.map(({ user }) => user!.handle)).size >= 4, true);
});

test('urql: what a mutation returns changes every query', async () => {
  const { requests, client } = connect();
  const feed = await data(client.query(FeedDocument, { first: 3 }));
  const video = feed!.viewer!.feed!.edges[0]!.node.video;
  const handle = video!.author!.handle;
  await data(client.query(ProfileDocument, { handle }));
  const asked = requests.length;
  await data(client.mutation(LikeVideoDocument, { videoId: video!.id }));
  const likes = client.readQuery(ProfileDocument, { handle })?.data?.user?.videos!.edges[0]!.node.likeCount;
  assert.equal(likes, video!.likeCount + 1);
  assert.equal((await data(client.query(FeedDocument, { first: 3 }))).viewer!.feed!.edges[0]!.node.video!.likeCount, likes);
  assert.equal(requests.slice(asked).filter((request) => request.startsWith('GET')).length, 0);
});

test('urql: a message is displayed at once, and once', async () => {
  const { client } = connect();
  const bodies: (string | null)[][] = [];
  const show = (last: number, before?: string) =>
    client.query(ConversationDocument, { id: conversation, last, before }).subscribe(({ data }) => {
      if (data?.node?.__typename === 'Conversation') bodies.push(data.node.messages!.edges.map(({ node }) => node.body));
    });
  show(3);
  await until(() => bodies.length > 0, 'the first page');
  assert.deepEqual(bodies[0], ['message 5', 'message 6', 'message 7']);
  const input = { conversationId: conversation, clientMessageId: 'urql-1', body: 'hello' };
  const sent = client.mutation(SendMessageDocument, { input }).toPromise();
  await until(() => bodies.at(-1)!.at(-1) === 'hello', 'displayed before the answer');
  const { sendMessage } = await data(sent);
  assert.equal(sendMessage!.message?.clientMessageId, 'urql-1');
  const shown = () => client.readQuery(ConversationDocument, { id: conversation, last: 3, before: undefined })?.data?.node as any;
  await until(() => shown()?.messages!.edges.at(-1).node.id === sendMessage!.message!.id, 'the real one');
  assert.deepEqual(shown().messages!.edges.map(({ node }: any) => node.body), ['message 5', 'message 6', 'message 7', 'hello']);
  assert.equal(bodies.every((each) => each.filter((body) => body === 'hello').length <= 1), true);
  const again = await data(client.mutation(SendMessageDocument, { input }));
  assert.equal(again.sendMessage!.replayed, true);
  assert.equal(shown().messages!.edges.length, 4);
});

test('urql: graphcache has warned of nothing', () => assert.deepEqual(warnings, []));
