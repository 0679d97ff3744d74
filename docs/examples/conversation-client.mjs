/**
 * A client for one direct conversation in plain JavaScript, for browsers and Node 22 or newer. Copy all or parts of it.
 *
 *   const conversation = await DirectConversation.open(new Mutuals('http://localhost:8080/graphql', () => token), 'ben', {
 *     onMessage: message => console.log(message.seq, message.body),
 *   });
 *   conversation.send('Hello');
 *
 * What it guarantees, and where:
 *
 *   sent once       a message gets its clientMessageId before the first try and keeps it for every other       Outbox
 *   nothing lost    a broken stream continues from the cursor of the last value                                DirectConversation.#listen
 *   once, in order  messages are shown by their seq, which has no gaps                                         DirectConversation.#take
 */

/** Why a call failed. `code` is one of docs/errors.md, one of a mutation's userErrors, or OFFLINE. */
export class Failure extends Error {
  constructor(code, message, resetAt) {
    super(message);
    this.code = code;
    this.resetAt = resetAt;
  }

  static of({ message, extensions }) {
    return new Failure(extensions?.code ?? 'UNKNOWN', message, extensions?.resetAt);
  }

  /** Whether the same call may succeed later. This call may have succeeded too, if its answer was lost. */
  get mayRetry() {
    return ['OFFLINE', 'UNAVAILABLE', 'RATE_LIMITED', 'LAGGED', 'UNAUTHENTICATED', 'INTERNAL_ERROR'].includes(this.code);
  }
}

/** Waits longer after each failure, plus a random part, so that clients do not return all at once. */
class Patience {
  #failures = 0;

  constructor({ least = 500, most = 30_000 } = {}) {
    Object.assign(this, { least, most });
  }

  wait(failure) {
    const untilReset = failure.resetAt ? Date.parse(failure.resetAt) - Date.now() : 0;
    const backOff = Math.min(this.most, this.least * 2 ** this.#failures++) * (0.5 + Math.random() / 2);
    return new Promise(done => setTimeout(done, Math.max(untilReset, backOff)));
  }

  reset() {
    this.#failures = 0;
  }
}

/** The server, for one signed-in user. */
export class Mutuals {
  #url;
  #token;
  #heartbeat;

  /** `token()` is called for every request and connection, so it may return a fresh one; an error from it ends the client. */
  constructor(url, token, { heartbeat = 12_000 } = {}) {
    this.#url = url;
    this.#token = token;
    this.#heartbeat = heartbeat;
  }

  /** Returns `data`. Any error in the answer, even a partial one, throws a Failure. */
  async ask(query, variables = {}) {
    const token = await this.#token();
    const headers = {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json',
      Authorization: `Bearer ${token}`,
    };
    const request = { method: 'POST', headers, body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(20_000) };
    const answer = await fetch(this.#url, request)
      .then(response => response.json())
      .catch(lost => { throw new Failure('OFFLINE', lost.message); });
    if (answer.errors) throw Failure.of(answer.errors[0]);
    return answer.data;
  }

  /** Subscribes over a WebSocket and passes each value to `take`. Returns when the server completes the stream; otherwise throws. */
  async stream(query, variables, take, signal) {
    const token = await this.#token();
    const socket = new WebSocket(this.#url.replace(/^http/, 'ws'), 'graphql-transport-ws');
    const say = message => socket.send(JSON.stringify(message));
    let heard = true;
    let heartbeat;
    const end = new Promise((complete, fail) => {
      const hear = ({ type, payload }) => {
        switch (type) {
          case 'connection_ack':
            return say({ type: 'subscribe', id: '1', payload: { query, variables } });
          case 'next':
            if (payload.errors) throw Failure.of(payload.errors[0]);
            return take(payload.data);
          case 'error':
            throw Failure.of(payload[0]);
          case 'complete':
            return complete();
          case 'ping':
            return say({ type: 'pong' });
        }
      };
      socket.onopen = () => say({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
      socket.onmessage = ({ data }) => {
        heard = true;
        try {
          hear(JSON.parse(data));
        } catch (thrown) {
          fail(thrown);
        }
      };
      socket.onclose = ({ code }) => fail(new Failure(reasonOf(code), `The connection was closed with ${code}`));
      signal?.addEventListener('abort', complete);
      // The server pings too, but a page cannot see that: without pings of our own, silence could mean anything.
      heartbeat = setInterval(() => {
        if (!heard) return fail(new Failure('OFFLINE', 'The connection is silent'));
        heard = false;
        if (socket.readyState === WebSocket.OPEN) say({ type: 'ping' });
      }, this.#heartbeat);
    });
    return end.finally(() => {
      clearInterval(heartbeat);
      socket.onmessage = null;
      socket.close();
    });
  }
}

/** Close codes of docs/realtime.md that another try would repeat are permanent failures. */
function reasonOf(closeCode) {
  if (closeCode === 4403) return 'UNAUTHENTICATED';
  return [1009, 4400, 4401, 4406, 4409, 4429].includes(closeCode) ? 'PROTOCOL' : 'OFFLINE';
}

/**
 * Messages without an acknowledgement. One is sent at a time, so they arrive in the order of writing.
 *
 * They are kept in `storage`, which may be `localStorage`: unacknowledged messages are sent again when the page is reloaded. Pages
 * that are open at the same time need different `key`s.
 */
export class Outbox {
  #deliver;
  #refused;
  #keep;
  #patience;
  #running = false;

  constructor({ deliver, refused, storage, key, patience }) {
    this.#deliver = deliver;
    this.#refused = refused;
    this.#keep = () => storage?.setItem(key, JSON.stringify(this.waiting));
    this.#patience = new Patience(patience);
    this.waiting = JSON.parse(storage?.getItem(key) ?? '[]');
    this.#run();
  }

  /** Stores the message with its id before the first try. */
  add(body) {
    const message = { clientMessageId: crypto.randomUUID(), body };
    this.waiting.push(message);
    this.#keep();
    this.#run();
    return message;
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    while (this.waiting.length > 0) {
      const [message] = this.waiting;
      try {
        await this.#deliver(message);
        this.#patience.reset();
      } catch (failure) {
        if (failure.mayRetry) {
          await this.#patience.wait(failure);
          continue;
        }
        this.#refused(message, failure);
      }
      this.waiting.shift();
      this.#keep();
    }
    this.#running = false;
  }
}

const MESSAGE = 'fragment message on Message { id seq clientMessageId body sentAt editedAt unsentAt sender { id displayName } }';

const FIND = `query ($handle: String!) { user(by: { handle: $handle }) { id } }`;

const OPEN = `mutation ($userId: ID!) {
  openDirectConversation(input: { userId: $userId }) {
    conversation { id messages(last: 50) { nodes { ...message } } }
    userErrors { code message resetAt }
  }
} ${MESSAGE}`;

const BEGIN = `{ sync { cursor viewer { user { id } unread { messages } } } }`;

const SEND = `mutation ($input: SendMessageInput!) {
  sendMessage(input: $input) { replayed message { ...message } userErrors { code message resetAt } }
} ${MESSAGE}`;

const READ = `mutation ($conversationId: ID!, $upToSeq: Int!) {
  markRead(input: { conversationId: $conversationId, upToSeq: $upToSeq }) { userErrors { code message } }
}`;

const EVENTS = `subscription ($after: EventCursor) {
  inboxEvents(after: $after) {
    cursor
    viewer { unread { messages } }
    events {
      __typename
      conversationId
      ... on MessageSent { message { ...message } }
      ... on MessageChanged { message { ...message } }
    }
  }
} ${MESSAGE}`;

/** The direct conversation with one user. */
export class DirectConversation {
  #mutuals;
  #userId;
  #show;
  #patience;
  #outbox;
  #messages = new Map();
  #shown = 0;
  #read = 0;
  #cursor;
  #closing = new AbortController();

  /**
   * Opens the conversation with the user of that handle and keeps it live until `close`. `show` may have
   *
   *   onMessage(message)          the next message
   *   onChanged(message)          a message that was shown was edited or unsent
   *   onUnread(messages)          the number of unread messages in all conversations
   *   onStatus('live' | 'away')   whether the shown messages are complete
   *   onRefused(message, failure) a message that cannot be sent
   *   onEnd(failure)              the end; without a failure after `close`
   */
  static async open(mutuals, handle, show, { storage, patience } = {}) {
    const { user } = await mutuals.ask(FIND, { handle });
    if (!user) throw new Failure('NOT_FOUND', `There is no ${handle}`);
    const conversation = new DirectConversation(mutuals, user.id, show, patience);
    await conversation.#begin();
    conversation.#outbox = new Outbox({
      deliver: message => conversation.#deliver(message),
      refused: (message, failure) => show.onRefused?.(message, failure),
      storage,
      key: `outbox:${conversation.me}:${conversation.id}`,
      patience,
    });
    conversation.#listen();
    return conversation;
  }

  constructor(mutuals, userId, show, patience) {
    this.#mutuals = mutuals;
    this.#userId = userId;
    this.#show = show;
    this.#patience = new Patience(patience);
  }

  /** Queues a message. Show it at once, after the others, until a message with its clientMessageId arrives. */
  send(body) {
    return this.#outbox.add(body);
  }

  /** Unacknowledged messages, oldest first. */
  get waiting() {
    return this.#outbox.waiting;
  }

  /** Call it when the user sees the last message. A lost call is made up for by the next one. */
  async markRead() {
    const upToSeq = this.#shown;
    if (upToSeq <= this.#read) return;
    this.#read = upToSeq;
    await this.#mutuals.ask(READ, { conversationId: this.id, upToSeq }).catch(() => { this.#read = 0; });
  }

  close() {
    this.#closing.abort();
  }

  /** Reads the cursor first, then the messages. What happens in between arrives again after the cursor and is recognised by its seq. */
  async #begin() {
    const { sync } = await this.#mutuals.ask(BEGIN);
    const { conversation } = succeeded(await this.#mutuals.ask(OPEN, { userId: this.#userId }), 'openDirectConversation');
    this.id = conversation.id;
    this.me = sync.viewer.user.id;
    const { nodes } = conversation.messages;
    if (nodes.length > 0) this.#shown = Math.max(this.#shown, nodes[0].seq - 1);
    nodes.forEach(message => this.#take(message));
    this.#show.onUnread?.(sync.viewer.unread.messages);
    this.#cursor = sync.cursor;
  }

  async #listen() {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        if (!this.#cursor) await this.#begin();
        await this.#mutuals.stream(EVENTS, { after: this.#cursor }, data => this.#hear(data.inboxEvents), signal);
      } catch (failure) {
        this.#show.onStatus?.('away');
        const tooOld = ['RESYNC_REQUIRED', 'INVALID_CURSOR'].includes(failure.code);
        if (tooOld) this.#cursor = null;
        else if (!failure.mayRetry) return this.#show.onEnd?.(failure);
        await this.#patience.wait(failure);
      }
    }
    this.#show.onEnd?.();
  }

  #hear({ cursor, viewer, events }) {
    for (const event of events) {
      if (event.conversationId !== this.id) continue;
      if (event.__typename === 'ConversationGone') throw new Failure('NOT_FOUND', 'The conversation is gone');
      if (event.message) this.#take(event.message);
    }
    // Only after everything was applied: after a failure it arrives again.
    this.#cursor = cursor;
    this.#patience.reset();
    this.#show.onUnread?.(viewer.unread.messages);
    this.#show.onStatus?.('live');
  }

  /** A message may arrive in its event, in a page and in the answer to sending it, in any order. */
  #take(message) {
    const known = this.#messages.get(message.seq);
    this.#messages.set(message.seq, message);
    const isOther = known?.body !== message.body || known?.unsentAt !== message.unsentAt;
    if (message.seq <= this.#shown && isOther) this.#show.onChanged?.(message);
    while (this.#messages.has(this.#shown + 1)) {
      this.#show.onMessage?.(this.#messages.get(++this.#shown));
    }
  }

  async #deliver({ clientMessageId, body }) {
    const input = { conversationId: this.id, clientMessageId, body };
    const { message } = succeeded(await this.#mutuals.ask(SEND, { input }), 'sendMessage');
    // An event may have brought a newer state already.
    if (!this.#messages.has(message.seq)) this.#take(message);
  }
}

/** The payload of a mutation that succeeded. */
function succeeded(data, mutation) {
  const [error] = data[mutation].userErrors;
  if (error) throw new Failure(error.code, error.message, error.resetAt);
  return data[mutation];
}
