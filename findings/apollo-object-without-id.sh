#!/usr/bin/env bash
# Apollo Client 4.3.8: a second query replaces what the first one read of an object without an id.
# Guess: `me.settings` lies under one and the same user, so the two selections are merged, as those of `me` are.
# Seen:  the later object replaces the earlier one, so the first query can no longer be read from the cache; with
#        `merge: true` for the type both are kept.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --no-save --no-audit --no-fund --loglevel=error @apollo/client@4.3.8 graphql@16.12.0 rxjs@7.8.2 >/dev/null

cat >main.mjs <<'JS'
import { InMemoryCache, gql } from '@apollo/client';

function read(options) {
  const cache = new InMemoryCache(options);
  const theme = gql`{ me { id settings { theme } } }`;
  const language = gql`{ me { id settings { language } } }`;
  const me = (settings) => ({ me: { __typename: 'User', id: '1', settings: { __typename: 'Settings', ...settings } } });
  cache.writeQuery({ query: theme, data: me({ theme: 'dark' }) });
  cache.writeQuery({ query: language, data: me({ language: 'en' }) });
  return cache.readQuery({ query: theme })?.me.settings.theme;
}

const plain = read({});
const merged = read({ typePolicies: { Settings: { merge: true } } });
console.log('@apollo/client 4.3.8');
console.log('expected: dark, and dark');
console.log(`seen:     ${plain}, and with merge: true ${merged}`);
process.exit(plain === undefined && merged === 'dark' ? 0 : 1);
JS
node main.mjs
