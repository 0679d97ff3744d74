import { Environment, Network, RecordSource, Store } from 'relay-runtime';

/** A store for one user: create another when another user signs in. */
export function newEnvironment(url: string, token: () => string, fetcher = fetch) {
  const network = Network.create(async ({ text, name }, variables) => {
    const response = await fetcher(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/graphql-response+json',
        Authorization: `Bearer ${token()}`,
      },
      body: JSON.stringify({ query: text, operationName: name, variables }),
    });
    return response.json();
  });
  return new Environment({ network, store: new Store(new RecordSource()) });
}
