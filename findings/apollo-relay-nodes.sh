#!/usr/bin/env bash
# Apollo Client 4.3.8: relayStylePagination joins the edges of a connection's pages, but not its `nodes`.
# Guess: a connection that offers `edges` and `nodes` grows in both, or `nodes` is left to a warning.
# Seen:  after the second page `edges` holds both pages, `nodes` the second one only.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --no-save --no-audit --no-fund --loglevel=error @apollo/client@4.3.8 graphql@16.12.0 rxjs@7.8.2 >/dev/null

cat >main.mjs <<'JS'
import { InMemoryCache, gql } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

const cache = new InMemoryCache({ typePolicies: { Query: { fields: { friends: relayStylePagination() } } } });
const query = gql`query ($after: String) {
  friends(after: $after) {
    edges { cursor node { id } }
    nodes { id }
    pageInfo { startCursor endCursor hasPreviousPage hasNextPage }
  }
}`;
function page(after, ids, hasNextPage) {
  const nodes = ids.map((id) => ({ __typename: 'User', id }));
  const edges = nodes.map((node) => ({ __typename: 'UserEdge', cursor: `c${node.id}`, node }));
  const pageInfo = {
    __typename: 'PageInfo', startCursor: edges[0].cursor, endCursor: edges.at(-1).cursor,
    hasPreviousPage: after !== null, hasNextPage,
  };
  cache.writeQuery({ query, variables: { after }, data: { friends: { __typename: 'UserConnection', edges, nodes, pageInfo } } });
}
page(null, ['1', '2'], true);
page('c2', ['3', '4'], false);
const { friends } = cache.readQuery({ query });
const edges = friends.edges.map((edge) => edge.node.id).join();
const nodes = friends.nodes.map((node) => node.id).join();
console.log('@apollo/client 4.3.8');
console.log('expected: edges 1,2,3,4 and nodes 1,2,3,4');
console.log(`seen:     edges ${edges} and nodes ${nodes}`);
process.exit(edges === '1,2,3,4' && nodes === '3,4' ? 0 : 1);
JS
node main.mjs
