import { current } from './session.js';

/** A failed request or field. `code` is the `extensions.code` of the error. */
export class Failure extends Error {
  constructor({ message, extensions }) {
    super(message);
    this.code = extensions?.code ?? 'UNKNOWN';
  }
}

/** Request headers with the current user's token. */
export function headers(accept) {
  const user = current();
  return {
    'Content-Type': 'application/json',
    Accept: accept,
    ...(user && { Authorization: `Bearer ${user.token}` }),
  };
}

/** Executes an operation and returns its data. Throws the first error as a Failure. */
export async function ask(query, variables = {}) {
  let answer;
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: headers('application/graphql-response+json'),
      body: JSON.stringify({ query, variables }),
    });
    answer = await response.json();
  } catch {
    throw new Failure({ message: 'The server does not answer.', extensions: { code: 'UNAVAILABLE' } });
  }
  if (answer.errors?.length > 0) {
    throw new Failure(answer.errors[0]);
  }
  return answer.data;
}
