import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What RealClientsTest has put on the server: each client has a viewer with seven friends, and a conversation. */
interface World {
  url: string;
  tokens: Record<string, string>;
  conversations: Record<string, string>;
  ids: Record<string, string>;
}

export const world: World = JSON.parse(readFileSync('world.json', 'utf8'));

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Returns what a name of the world stands for. */
export function of(names: Record<string, string>, name: string): string {
  const value = names[name];
  assert.ok(value, `the world has no ${name}`);
  return value;
}

export const token = (name: string) => () => of(world.tokens, name);

/** A `fetch` that remembers for each request its method, whether it had the document or its hash, and the status. */
export function recorder() {
  const requests: string[] = [];
  const fetcher: typeof fetch = async (address, request) => {
    const response = await fetch(address, request);
    const text = String(address).includes('query=') || /"query":/.test(String(request?.body ?? ''));
    const unknown = (await response.clone().text()).includes('PersistedQueryNotFound');
    requests.push(`${request?.method ?? 'GET'} ${text ? 'text' : 'hash'} ${unknown ? 'unknown' : response.status}`);
    return response;
  };
  return { requests, fetcher };
}

/** Waits until something holds. */
export async function until(holds: () => boolean, what: string) {
  for (const end = Date.now() + 10_000; !holds(); ) {
    assert.ok(Date.now() < end, `never happened: ${what}`);
    await new Promise((later) => setTimeout(later, 20));
  }
}

/** Asks the server without any client. */
export async function ask(who: string, query: string, variables: object = {}): Promise<any> {
  const response = await fetch(world.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${of(world.tokens, who)}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as any;
  assert.equal(errors, undefined);
  return data;
}

/** Lets the first friend of all viewers write in the conversation of a client. */
export async function says(client: string, body: string) {
  const input = { conversationId: of(world.conversations, client), clientMessageId: body, body };
  const query = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } userErrors { code } } }';
  const { sendMessage } = await ask('friend1', query, { input });
  assert.deepEqual(sendMessage.userErrors, []);
}

/** Makes sure that a library has complained about nothing. */
export function complaints() {
  const heard: string[] = [];
  for (const level of ['warn', 'error'] as const) {
    const before = console[level];
    console[level] = (...words: unknown[]) => {
      heard.push(words.join(' '));
      before(...words);
    };
  }
  return heard;
}
