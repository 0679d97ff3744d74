import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CombinedGraphQLErrors, gql, type ApolloClient } from '@apollo/client';
import { append, newClient, send } from '../apollo';
import {
  CommentsDocument, ConversationDocument, CreateCommentDocument, FeedDocument, FriendsDocument, FriendsOfUserDocument,
  HomeDocument, InboxDocument, JoinDocument, LikeVideoDocument, MarkReadDocument, PeopleYouMayKnowDocument, ProfileDocument,
  SendFriendRequestDocument, UnlikeVideoDocument, UnreadDocument,
} from '../generated/graphql';
import { complaints, of, recorder, says, sha256, token, until, world } from './world';

const heard = complaints();
const conversation = of(world.conversations, 'apollo');
const connect = (who = 'apollo') => {
  const { requests, fetcher } = recorder();
  return { requests, client: newClient(world.url, token(who), sha256, fetcher) };
};

after(() => assert.deepEqual(heard, [], 'Apollo has warned of nothing'));

test('Apollo: two components below viewer cost two requests, and share one viewer', async () => {
  const { requests, client } = connect();
  const seen = { home: '', unread: -1 };
  client.watchQuery({ query: HomeDocument }).subscribe(({ data }) => (seen.home = data?.viewer?.user?.handle ?? ''));
  client.watchQuery({ query: UnreadDocument }).subscribe(({ data }) => (seen.unread = data?.viewer?.unread?.messages ?? -1));
  await until(() => seen.home === 'apollo' && seen.unread >= 0, 'both are displayed');
  await new Promise((later) => setTimeout(later, 200));
  assert.equal(requests.filter((request) => !request.endsWith('unknown')).length, 2);
  await client.query({ query: gql`query { viewer { user { id bio } } }` });
  const cached = client.cache.extract() as object;
  assert.deepEqual(Object.keys(cached).filter((key) => key.startsWith('Viewer')), ['Viewer:{}']);
  assert.equal(client.readQuery({ query: UnreadDocument })?.viewer!.unread!.messages, seen.unread);
  assert.equal(client.readQuery({ query: HomeDocument })?.viewer!.user!.handle, 'apollo');
});

test('Apollo: a document is sent once, and then its hash over GET, by every client', async () => {
  const first = connect();
  const query = gql`query Persisted($handle: String!) { user(by: { handle: $handle }) { id handle bio region } }`;
  await first.client.query({ query, variables: { handle: 'friend1' } });
  await first.client.query({ query, variables: { handle: 'friend2' } });
  assert.deepEqual(first.requests, ['GET hash unknown', 'POST text 200', 'GET hash 200']);
  const second = connect('urql');
  await second.client.query({ query, variables: { handle: 'friend1' } });
  assert.deepEqual(second.requests, ['GET hash 200']);
});

/** Reads a list page by page, three items at a time, as `fetchMore` does on scrolling, and returns all items. */
async function scroll(client: ApolloClient, query: any, variables: Record<string, unknown>, list: (data: any) => any): Promise<any[]> {
  const watched = client.watchQuery<any, any>({ query, variables: { ...variables, first: 3 } });
  let data: any;
  watched.subscribe((result) => (data = result.data));
  await until(() => list(data) !== undefined, 'the first page');
  while (list(data).pageInfo.hasNextPage) {
    const { endCursor, size = list(data).edges.length } = list(data).pageInfo;
    await watched.fetchMore({ variables: { after: endCursor } });
    await until(() => list(data).edges.length > size, 'the next page');
  }
  return list(data).edges.map((edge: any) => edge.node);
}

test('Apollo: the pages of every list are merged', async () => {
  const { client } = connect();
  const friends = await scroll(client, FriendsDocument, {}, (data) => data?.viewer!.friends);
  assert.deepEqual(friends!.map(({ handle }) => handle), [1, 2, 3, 4, 5, 6, 7].map((i) => `friend${i}`));
  const same = await scroll(client, FriendsOfUserDocument, { id: of(world.ids, 'apollo') }, (data) => data?.node?.friends);
  assert.equal(same.length, 7);
  const feed = await scroll(client, FeedDocument, {}, (data) => data?.viewer!.feed);
  assert.equal(new Set(feed!.map(({ video }) => video!.id)).size, 7);
  const comments = await scroll(client, CommentsDocument, { videoId: feed[0].video!.id }, (data) => data?.video?.comments);
  assert.equal(comments.length, 4);
  const people = await scroll(client, PeopleYouMayKnowDocument, {}, (data) => data?.viewer!.peopleYouMayKnow);
  assert.equal(new Set(people.map(({ user }) => user!.handle)).size >= 4, true);
});

test('Apollo: everything with an id is an object of its own, which a mutation changes for all queries', async () => {
  const { client } = connect();
  const feed = (await client.query({ query: FeedDocument, variables: { first: 3 } })).data!.viewer!.feed;
  const video = feed!.edges[0]!.node.video;
  const author = (await client.query({ query: ProfileDocument, variables: { handle: video!.author!.handle } })).data!.user!;
  await client.query({ query: CommentsDocument, variables: { videoId: video!.id, first: 3 } });
  await client.query({ query: InboxDocument, variables: { first: 3 } });
  const likes = () => [
    client.readQuery({ query: FeedDocument, variables: { first: 3 } })!.viewer!.feed!.edges[0]!.node.video!.likeCount,
    client.readQuery({ query: ProfileDocument, variables: { handle: author!.handle } })!.user!.videos!.edges[0]!.node.likeCount,
  ];
  const before = likes();
  await client.mutate({ mutation: LikeVideoDocument, variables: { videoId: video!.id } });
  assert.deepEqual(likes(), before.map((count) => count + 1));
  await client.mutate({ mutation: UnlikeVideoDocument, variables: { videoId: video!.id } });
  assert.deepEqual(likes(), before);
  const input = { videoId: video!.id, clientCommentId: 'from apollo', body: 'from Apollo' };
  const commented = await client.mutate({ mutation: CreateCommentDocument, variables: { input } });
  assert.deepEqual(commented.data?.createComment!.userErrors, []);
  const counted = client.readQuery({ query: FeedDocument, variables: { first: 3 } })!;
  assert.equal(counted.viewer!.feed!.edges[0]!.node!.video!.commentCount, video!.commentCount! + 1);

  const nested = (value: any, path: string): string[] =>
    value === null || typeof value !== 'object'
      ? []
      : [...(value.id ? [path] : []), ...Object.entries(value).flatMap(([key, part]) => nested(part, `${path}.${key}`))];
  const inside = Object.entries(client.cache.extract() as object).flatMap(([key, object]) =>
    Object.entries(object).flatMap(([field, value]) => nested(value, `${key}.${field}`)));
  assert.deepEqual(inside, []);
});

test('Apollo: a message is displayed at once, and once, also when its event comes first', async () => {
  const { client } = connect();
  const watched = client.watchQuery({ query: ConversationDocument, variables: { id: conversation, last: 3 } });
  const bodies: (string | null)[][] = [];
  watched.subscribe(({ data }) => {
    const { messages } = (data?.node ?? {}) as any;
    if (messages) bodies.push(messages!.edges.map(({ node }: any) => node.body));
  });
  await until(() => bodies.length > 0, 'the first page');
  assert.equal(bodies[0]!.length, 3);
  const page = watched.getCurrentResult().data as any;
  await watched.fetchMore({ variables: { before: page.node.messages!.pageInfo.startCursor } });
  await until(() => bodies.at(-1)!.length === 6, 'the earlier page, before the first');

  const sent = send(client, conversation, 'hello', 'apollo-1');
  assert.deepEqual(bodies.at(-1)!.slice(-1), ['hello'], 'displayed before the answer');
  const { data } = await sent;
  const message = data!.sendMessage!.message!;
  append(client.cache, conversation, { cursor: '', node: { id: message!.id } });
  await until(() => (watched.getCurrentResult().data as any).node.messages!.edges.at(-1).node.id === message!.id, 'the real one');
  assert.deepEqual(bodies.at(-1), ['message 2', 'message 3', 'message 4', 'message 5', 'message 6', 'message 7', 'hello'].slice(-7));
  assert.equal(bodies.every((each) => each.filter((body) => body === 'hello').length <= 1), true);
  const again = await send(client, conversation, 'hello', 'apollo-1');
  assert.equal(again.data!.sendMessage!.replayed, true);
  assert.equal(bodies.at(-1)!.length, 7);
  await says('apollo', 'answer to apollo');
  const read = await client.mutate({ mutation: MarkReadDocument, variables: { conversationId: conversation, upToSeq: 100 } });
  assert.equal(read.data!.markRead!.conversation!.unreadCount, 0);
  assert.equal((watched.getCurrentResult().data as any).node.unreadCount, 0);
});

test('Apollo: a request to a suggested user changes what is displayed of them', async () => {
  const { client } = connect();
  const { data } = await client.query({ query: PeopleYouMayKnowDocument, variables: { first: 3 } });
  const { user } = data!.viewer!.peopleYouMayKnow!.edges[0]!.node;
  const profile = () => client.readQuery({ query: ProfileDocument, variables: { handle: user!.handle } })!.user!;
  await client.query({ query: ProfileDocument, variables: { handle: user!.handle } });
  assert.equal(profile().viewerCan!.sendFriendRequest, true);
  await client.mutate({ mutation: SendFriendRequestDocument, variables: { userId: user!.id } });
  assert.equal(profile().relationship!.request?.direction, 'OUTGOING');
  assert.equal(profile().viewerCan!.sendFriendRequest, false);
});

test('Apollo: errors have their codes, whatever the status', async () => {
  const code = async (asked: Promise<unknown>) => {
    const error: any = await asked.then(() => assert.fail('an error'), (failed) => failed);
    assert.ok(CombinedGraphQLErrors.is(error), String(error));
    return error.errors[0]!.extensions!.code;
  };
  const { client } = connect();
  assert.equal(await code(client.query({ query: gql`{ nothing }` })), 'GRAPHQL_VALIDATION_FAILED');
  assert.equal(await code(client.query({ query: FriendsDocument, variables: { first: 1000 } })), 'INVALID_PAGE');
  assert.equal(await code(client.query({ query: FriendsDocument, variables: { first: 3, after: 'x' } })), 'INVALID_CURSOR');
  assert.equal(await code(connect('stranger').client.query({ query: HomeDocument })), 'UNAUTHENTICATED');
});

test('Apollo: a newcomer joins', async () => {
  const { client } = connect('newcomer');
  const before = await client.query({ query: HomeDocument }).then(() => assert.fail('an error'), (failed) => failed);
  assert.equal(before.errors[0].extensions.code, 'ACCOUNT_REQUIRED');
  const input = { handle: 'newcomer', displayName: 'Newcomer', birthDate: '1990-02-03' };
  const { data } = await client.mutate({ mutation: JoinDocument, variables: { input } });
  assert.deepEqual(data?.createAccount!.userErrors, []);
  assert.equal((await client.query({ query: HomeDocument })).data!.viewer!.user!.handle, 'newcomer');
});
