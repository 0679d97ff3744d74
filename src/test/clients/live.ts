import { InboxEventsDocument, type InboxEventsSubscription } from './generated/graphql';
import { print } from 'graphql';

type Delta = NonNullable<InboxEventsSubscription['inboxEvents']>;

/** The clients of `graphql-ws` and `graphql-sse` both have this. */
interface Live {
  iterate(request: { query: string; variables: Record<string, unknown> }): AsyncIterableIterator<{
    data?: unknown;
    errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
  }>;
}

/**
 * Hands over every event once and in order, over as many connections as it takes, until it is stopped.
 *
 * @param cursor where to start; null for now
 * @param isFinal whether to give up: after some close codes and error codes nothing more is to be had
 */
export async function follow(
  live: Live,
  cursor: string | null,
  apply: (delta: Delta) => void,
  isFinal: (why: unknown) => boolean,
  stop: AbortSignal,
) {
  const query = print(InboxEventsDocument);
  for (let failures = 0; !stop.aborted; failures++) {
    const values = live.iterate({ query, variables: { after: cursor } });
    const end = () => void values.return?.();
    stop.addEventListener('abort', end);
    try {
      for await (const { data, errors } of values) {
        const delta = (data as InboxEventsSubscription | null)?.inboxEvents;
        if (!delta) throw errors;
        apply(delta);
        cursor = delta.cursor;
        failures = 0;
      }
    } catch (why) {
      if (isFinal(why)) throw why;
    } finally {
      stop.removeEventListener('abort', end);
    }
    if (stop.aborted) return;
    const most = Math.min(30_000, 500 * 2 ** failures);
    await new Promise((later) => setTimeout(later, most * (0.5 + Math.random() / 2)));
  }
}
