import { current } from './session.js';

/** A request that failed, or a field of it. */
export class Failure extends Error {
  constructor({ message, extensions }) {
    super(message);
    this.code = extensions?.code ?? 'UNKNOWN';
  }
}

/** The headers of a request of whoever is signed in. */
export function headers(accept) {
  const person = current();
  return {
    'Content-Type': 'application/json',
    Accept: accept,
    ...(person && { Authorization: `Bearer ${person.token}` }),
  };
}

/** What is under `data` in the answer. Throws a Failure when there are errors, with the code of the first. */
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
