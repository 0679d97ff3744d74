#!/usr/bin/env bash
# @urql/exchange-graphcache 9.0.2: relayPagination drops the edges whose node is null.
# Guess: an edge whose node the viewer may not see stays, with `node: null`, as it does without relayPagination.
# Seen:  it is gone, in the first page and in every later one; counts and positions over edges shift.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --no-save --no-audit --no-fund --loglevel=error @urql/core@6.0.3 @urql/exchange-graphcache@9.0.2 graphql@16.12.0 >/dev/null

cat >main.mjs <<'JS'
import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';

const page = (ids, hasNextPage) => ({
  __typename: 'UserConnection',
  edges: ids.map((id) => ({ __typename: 'UserEdge', cursor: `c${id}`, node: id % 2 ? { __typename: 'User', id: `${id}` } : null })),
  pageInfo: { __typename: 'PageInfo', startCursor: `c${ids[0]}`, endCursor: `c${ids.at(-1)}`, hasPreviousPage: false, hasNextPage },
});
const query = `query ($after: String) {
  friends(first: 3, after: $after) {
    edges { cursor node { id } }
    pageInfo { startCursor endCursor hasPreviousPage hasNextPage }
  }
}`;

async function cursors(resolvers) {
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange({ resolvers }), fetchExchange],
    fetch: async (_, { body }) => {
      const friends = JSON.parse(body).variables.after ? page([4, 5, 6], false) : page([1, 2, 3], true);
      return new Response(JSON.stringify({ data: { __typename: 'Query', friends } }), { headers: { 'content-type': 'application/json' } });
    },
  });
  const seen = [];
  for (const variables of [{}, { after: 'c3' }]) {
    const { data } = await client.query(query, variables).toPromise();
    seen.push(data.friends.edges.map((edge) => edge.cursor).join());
  }
  return seen.join(' then ');
}

const plain = await cursors({});
const paged = await cursors({ Query: { friends: relayPagination() } });
console.log('@urql/exchange-graphcache 9.0.2');
console.log('expected: c1,c2,c3 then c1,c2,c3,c4,c5,c6');
console.log(`seen:     ${paged} (without relayPagination: ${plain})`);
process.exit(plain === 'c1,c2,c3 then c4,c5,c6' && paged === 'c1,c3 then c1,c3,c5' ? 0 : 1);
JS
node main.mjs
