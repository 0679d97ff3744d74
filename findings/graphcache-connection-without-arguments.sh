#!/usr/bin/env bash
# @urql/exchange-graphcache 9.0.2: relayPagination on a connection asked for without arguments gives no data at all.
# Guess: without `first` and `after` there is one page, and it is returned as it came.
# Seen:  the whole result is null, without an error; any argument (`first: 2`) brings the page back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --no-save --no-audit --no-fund --loglevel=error @urql/core@6.0.3 @urql/exchange-graphcache@9.0.2 graphql@16.12.0 >/dev/null

cat >main.mjs <<'JS'
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

const friends = {
  __typename: 'UserConnection',
  edges: ['1', '2'].map((id) => ({ __typename: 'UserEdge', cursor: id, node: { __typename: 'User', id } })),
  pageInfo: { __typename: 'PageInfo', startCursor: '1', endCursor: '2', hasPreviousPage: false, hasNextPage: false },
};

async function ask(args) {
  const client = new Client({
    url: '/graphql',
    exchanges: [cacheExchange({ resolvers: { Query: { friends: relayPagination() } } }), fetchExchange],
    fetch: async () =>
      new Response(JSON.stringify({ data: { __typename: 'Query', friends } }), { headers: { 'content-type': 'application/json' } }),
  });
  const query = `{ friends${args} { edges { cursor node { id } } pageInfo { startCursor endCursor hasPreviousPage hasNextPage } } }`;
  const { data, error } = await client.query(query, {}).toPromise();
  return `${data && data.friends.edges.length + ' edges'}, error ${error}`;
}

const bare = await ask('');
const sized = await ask('(first: 2)');
console.log('@urql/exchange-graphcache 9.0.2');
console.log('expected: 2 edges, error undefined; twice');
console.log(`seen:     friends: ${bare}; friends(first: 2): ${sized}`);
process.exit(bare === 'null, error undefined' && sized === '2 edges, error undefined' ? 0 : 1);
JS
node main.mjs
