#!/usr/bin/env bash
# @urql/core 6.0.3: whether a query is sent by GET or by POST depends on its length.
# Guess: every operation is a POST unless `preferGetMethod` is set, so a server that takes only POST is enough.
# Seen:  a short query is a GET, a long one and a mutation are POSTs; `preferGetMethod: false` makes all of them POSTs.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --no-save --no-audit --no-fund --loglevel=error @urql/core@6.0.3 graphql@16.12.0 >/dev/null

cat >main.mjs <<'JS'
import { Client, fetchExchange } from '@urql/core';

async function methods(options) {
  const seen = [];
  const client = new Client({
    url: '/graphql',
    exchanges: [fetchExchange],
    fetch: async (_, { method }) => {
      seen.push(method);
      return new Response('{"data":{"a":1}}', { headers: { 'content-type': 'application/json' } });
    },
    ...options,
  });
  await client.query('{ a }', {}).toPromise();
  await client.query(`{ a ${'alias: a '.repeat(300)} }`, {}).toPromise();
  await client.mutation('mutation { a }', {}).toPromise();
  return seen.join();
}

const stock = await methods({});
const told = await methods({ preferGetMethod: false });
console.log('@urql/core 6.0.3');
console.log('expected: POST,POST,POST for a short query, a long query and a mutation');
console.log(`seen:     ${stock}, and with preferGetMethod: false ${told}`);
process.exit(stock === 'GET,POST,POST' && told === 'POST,POST,POST' ? 0 : 1);
JS
node main.mjs
