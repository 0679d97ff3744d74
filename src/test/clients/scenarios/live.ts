import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import { WebSocket } from 'ws';
import { follow } from '../live';
import { of, says, until, world } from './world';

const headers = (who: string) => () => ({ Authorization: `Bearer ${of(world.tokens, who)}` });
const socket = (who: string, more: object = {}) =>
  createWs({ url: world.url.replace('http', 'ws'), webSocketImpl: WebSocket, connectionParams: headers(who), lazy: false, onNonLazyError() {}, ...more });
const stream = (who: string) => createSse({ url: world.url, headers: headers(who), retryAttempts: 0 });

/** Follows the inbox of a client, and remembers the messages. */
function listen(live: any, cursor: string | null = null) {
  const heard: (string | null)[] = [];
  const state = { cursor: '' };
  const stop = new AbortController();
  const end = follow(live, cursor, (delta) => {
    state.cursor = delta.cursor;
    for (const event of delta.events) {
      if (event.__typename === 'MessageSent') heard.push(event.message?.body ?? null);
    }
  }, () => false, stop.signal);
  const close = async () => {
    stop.abort();
    await end;
    live.dispose();
  };
  return { heard, state, close };
}

for (const [name, open] of Object.entries({ socket, stream })) {
  const library = name === 'socket' ? 'graphql-ws' : 'graphql-sse';

  test(`${library}: events come at once, and none is lost or repeated when another connection goes on`, async () => {
    const before = listen(open(name));
    await until(() => before.state.cursor !== '', 'the first cursor');
    await says(name, `${name} 1`);
    await until(() => before.heard.length === 1, 'the first message');
    await before.close();

    await says(name, `${name} 2`);
    await says(name, `${name} 3`);
    const after = listen(open(name), before.state.cursor);
    await until(() => after.heard.length === 2, 'those in between');
    await says(name, `${name} 4`);
    await until(() => after.heard.length === 3, 'the next');
    assert.deepEqual(after.heard, [2, 3, 4].map((i) => `${name} ${i}`));
    await after.close();
  });

  test(`${library}: queries and mutations go over the same connection`, async () => {
    const client = open(name);
    const answers: any[] = [];
    for await (const answer of client.iterate({ query: '{ viewer { user { handle } } }' })) answers.push(answer.data);
    assert.deepEqual(answers, [{ viewer: { user: { handle: name } } }]);
    client.dispose();
  });
}

test('graphql-ws: a broken connection is opened again, and the documented loop goes on from its cursor', async () => {
  const client = socket('socket', { retryAttempts: 5, shouldRetry: () => true, retryWait: async () => {} });
  const listener = listen(client);
  await until(() => listener.state.cursor !== '', 'the first cursor');
  await says('socket', 'before the break');
  await until(() => listener.heard.length === 1, 'the first message');
  client.terminate();
  await says('socket', 'during the break');
  await says('socket', 'after the break');
  await until(() => listener.heard.length >= 3, 'all three');
  await says('socket', 'at the end');
  await until(() => listener.heard.includes('at the end'), 'the last');
  assert.deepEqual(listener.heard, ['before the break', 'during the break', 'after the break', 'at the end']);
  await listener.close();
});

test('graphql-ws: a forged token closes with 4403, and the library gives up', async () => {
  const client = socket('stranger');
  const closed = await new Promise<any>((done) => client.on('closed', done));
  assert.equal(closed.code, 4403);
  client.dispose();
});

test('graphql-ws: a refused operation has its code, and the connection goes on', async () => {
  const client = socket('socket');
  const refused = async () => {
    for await (const _ of client.iterate({ query: 'subscription { conversationEvents(conversationId: "x") { cursor } }' })) assert.fail();
  };
  await assert.rejects(refused, (why: any) => why[0].extensions.code === 'INVALID_ID');
  for await (const { data } of client.iterate({ query: '{ viewer { user { handle } } }' })) {
    assert.deepEqual(data, { viewer: { user: { handle: 'socket' } } });
  }
  client.dispose();
});

test('graphql-sse: a forged token is refused with 401', async () => {
  const client = stream('stranger');
  const refused = async () => {
    for await (const _ of client.iterate({ query: 'subscription { inboxEvents { cursor } }' })) assert.fail();
  };
  await assert.rejects(refused, (why: any) => why.response?.status === 401);
  client.dispose();
});
