import { Failure, headers } from './api.js';

const FIRST_PAUSE = 1000;
const MAX_PAUSE = 15000;
// The server sends a heartbeat every 12 seconds; a connection that is silent for this long is lost.
const SILENCE = 40000;
// Retrying would fail the same way.
const FINAL = ['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND', 'GRAPHQL_VALIDATION_FAILED', 'INVALID_ARGUMENT'];

/**
 * Follows a subscription over server-sent events and reconnects whenever the connection ends. Uses fetch because
 * EventSource cannot send a token.
 *
 * @param next receives the data of each event
 * @param state receives 'connecting', 'live', 'waiting', or 'over' with the Failure that ended it
 * @param signal ends the subscription
 */
export async function follow(query, variables, { next, state, signal }) {
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    state('connecting');
    try {
      await connect(query, variables, signal, () => state('live'), data => {
        pause = FIRST_PAUSE;
        next(data);
      });
    } catch (failed) {
      if (failed instanceof Failure && FINAL.includes(failed.code)) {
        state('over', failed);
        return;
      }
    }
    if (signal.aborted) {
      return;
    }
    state('waiting');
    await new Promise(resolve => setTimeout(resolve, pause * (0.75 + Math.random() / 2)));
    pause = Math.min(pause * 2, MAX_PAUSE);
  }
}

async function connect(query, variables, signal, opened, next) {
  const silent = new AbortController();
  let watch = setTimeout(() => silent.abort(), SILENCE);
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: headers('text/event-stream'),
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.any([signal, silent.signal]),
    });
    if (!response.ok) {
      const { errors } = await response.json();
      throw new Failure(errors[0]);
    }
    opened();
    let rest = '';
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(watch);
      watch = setTimeout(() => silent.abort(), SILENCE);
      const events = (rest + read.value).split(/\r?\n\r?\n/);
      rest = events.pop();
      for (const event of events) {
        if (take(event, next) === 'complete') {
          return;
        }
      }
    }
  } finally {
    clearTimeout(watch);
  }
}

function take(event, next) {
  const lines = event.split(/\r?\n/);
  const data = lines.filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n');
  const name = lines.find(line => line.startsWith('event:'))?.slice(6).trim();
  if (name === 'next') {
    const answer = JSON.parse(data);
    if (answer.errors?.length > 0) {
      throw new Failure(answer.errors[0]);
    }
    next(answer.data);
  }
  return name;
}
