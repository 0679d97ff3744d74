#!/usr/bin/env bash
# @graphql-codegen/typescript 6.1.0: a scalar that is not configured is typed `unknown`.
# Guess: `any`, as earlier major versions have it: code that formats a DateTime compiles.
# Seen:  `unknown`, for what is sent and what is received: each use needs a cast, or an entry in `scalars`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --no-save --no-audit --no-fund --loglevel=error @graphql-codegen/core@6.2.1 @graphql-codegen/typescript@6.1.0 graphql@16.12.0 >/dev/null

cat >main.mjs <<'JS'
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import { parse } from 'graphql';

async function line(config) {
  const code = await codegen({
    filename: 'types.ts',
    schema: parse('scalar DateTime type Query { at: DateTime }'),
    documents: [],
    config,
    plugins: [{ typescript: {} }],
    pluginMap: { typescript },
  });
  return code.split('\n').find((text) => text.includes('DateTime:')).trim();
}

const stock = await line({});
const told = await line({ scalars: { DateTime: 'string' } });
console.log('@graphql-codegen/typescript 6.1.0');
console.log('expected: DateTime: { input: any; output: any; }');
console.log(`seen:     ${stock} and with scalars: ${told}`);
process.exit(stock === 'DateTime: { input: unknown; output: unknown; }' ? 0 : 1);
JS
node main.mjs
