import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  commitMutation, ConnectionHandler, fetchQuery, getFragment, getRequest, getSingularSelector, type Environment,
} from 'relay-runtime';
import { newEnvironment } from '../relay';
import appConversationQuery from '../relay/__generated__/appConversationQuery.graphql';
import appEarlierMessagesQuery from '../relay/__generated__/appEarlierMessagesQuery.graphql';
import appFriendsQuery from '../relay/__generated__/appFriendsQuery.graphql';
import appMoreFriendsQuery from '../relay/__generated__/appMoreFriendsQuery.graphql';
import appSendMutation from '../relay/__generated__/appSendMutation.graphql';
import appUnreadQuery from '../relay/__generated__/appUnreadQuery.graphql';
import appUserAgainQuery from '../relay/__generated__/appUserAgainQuery.graphql';
import appUserQuery from '../relay/__generated__/appUserQuery.graphql';
import app_friends from '../relay/__generated__/app_friends.graphql';
import app_messages from '../relay/__generated__/app_messages.graphql';
import app_user from '../relay/__generated__/app_user.graphql';
import { of, recorder, token, world } from './world';

const conversation = of(world.conversations, 'relay');
const connect = () => {
  const { requests, fetcher } = recorder();
  return { requests, relay: newEnvironment(world.url, token('relay'), fetcher) };
};
const get = (relay: Environment, query: any, variables: object): Promise<any> =>
  fetchQuery<any>(relay, getRequest(query) as any, variables).toPromise();
const read = (relay: Environment, fragment: any, of: any): any =>
  relay.lookup(getSingularSelector(getFragment(fragment), of)! as any).data;

test('Relay: pages of friends join one connection, and viewer has one home', async () => {
  const { requests, relay } = connect();
  const { viewer } = await get(relay, appFriendsQuery, { first: 3 });
  let { friends } = read(relay, app_friends, viewer);
  while (friends.pageInfo.hasNextPage) {
    await get(relay, appMoreFriendsQuery, { first: 3, after: friends.pageInfo.endCursor });
    friends = read(relay, app_friends, viewer).friends;
  }
  assert.deepEqual(friends.edges.map(({ node }: any) => node.handle), [1, 2, 3, 4, 5, 6, 7].map((i) => `friend${i}`));
  await get(relay, appUnreadQuery, {});
  const source = relay.getStore().getSource();
  assert.equal(source.getRecordIDs().filter((id) => source.get(id)?.__typename === 'Viewer').length, 1);
  assert.equal(requests.length, 4);
});

test('Relay: node reads a user again', async () => {
  const { relay } = connect();
  const id = of(world.ids, 'friend1');
  const { node } = await get(relay, appUserQuery, { id });
  const again = await get(relay, appUserAgainQuery, { id });
  assert.deepEqual(read(relay, app_user, again.node), read(relay, app_user, node.user));
  assert.equal(read(relay, app_user, node.user).relationship.isFriend, true);
});

test('Relay: a message is displayed at once, and once', async () => {
  const { relay } = connect();
  const { node } = await get(relay, appConversationQuery, { id: conversation, last: 3 });
  const messages = () => read(relay, app_messages, node.conversation).messages;
  const bodies = () => messages().edges.map((edge: any) => edge.node.body);
  await get(relay, appEarlierMessagesQuery, { id: conversation, last: 3, before: messages().pageInfo.startCursor });
  assert.deepEqual(bodies(), [2, 3, 4, 5, 6, 7].map((i) => `message ${i}`));

  const input = { conversationId: conversation, clientMessageId: 'relay-1', body: 'hello' };
  const pending = { id: 'relay-1', seq: 1e9, body: 'hello', clientMessageId: 'relay-1' };
  const sent = new Promise<any>((onCompleted, onError) =>
    commitMutation<any>(relay, {
      mutation: getRequest(appSendMutation) as any,
      variables: { input, connections: [ConnectionHandler.getConnectionID(conversation, 'app_messages')] },
      optimisticResponse: { sendMessage: { messageEdge: { node: pending }, userErrors: [] } },
      onCompleted,
      onError,
    }));
  assert.deepEqual(bodies().slice(-2), ['message 7', 'hello']);
  assert.equal(messages().edges.at(-1).node.id, 'relay-1');
  const { sendMessage } = await sent;
  assert.deepEqual(bodies().slice(-2), ['message 7', 'hello']);
  assert.equal(messages().edges.at(-1).node.id, sendMessage.messageEdge.node.id);
  assert.equal(messages().edges.at(-1).node.clientMessageId, 'relay-1');
});
