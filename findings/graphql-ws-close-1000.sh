#!/usr/bin/env bash
# graphql-ws 6.4.2: a server that closes with 1000 is called again at once; after 1001 or 1012 the client waits.
# Guess: 1000 is the normal end: the subscription completes, or fails; if the client tries again, it waits as ever.
# Seen:  it reconnects within milliseconds, past the retry wait, and subscribes again; a server that is going away should
#        close with 1001 or 1012, after which seconds pass.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --no-save --no-audit --no-fund --loglevel=error graphql-ws@6.4.2 ws@8.23.0 graphql@16.12.0 >/dev/null

cat >main.mjs <<'JS'
import { createServer } from 'node:http';
import { createClient } from 'graphql-ws';
import { WebSocket, WebSocketServer } from 'ws';

const socket = `${process.cwd()}/socket`;
const http = createServer();
const server = new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' });
await new Promise((done) => http.listen(socket, done));

let code;
let connections;
server.on('connection', (connection) => {
  connections.push(Date.now());
  connection.on('message', (message) => {
    const { type, id } = JSON.parse(message);
    if (type === 'connection_init') connection.send('{"type":"connection_ack"}');
    if (type === 'subscribe' && connections.length < 4) connection.close(code);
    else if (type === 'subscribe') connection.send(JSON.stringify({ type: 'complete', id }));
  });
});

console.log('graphql-ws 6.4.2');
console.log('expected: no new connection after 1000, or one after the same wait as for the others');
const waits = {};
for (code of [1000, 1001, 1012]) {
  connections = [];
  const client = createClient({ url: `ws+unix:${socket}:/`, webSocketImpl: WebSocket });
  const end = await new Promise((done) =>
    client.subscribe({ query: 'subscription { a }' }, { next() {}, error: () => done('error'), complete: () => done('complete') }));
  waits[code] = connections.slice(1).map((time, i) => time - connections[i]);
  console.log(`seen:     ${code}: connects again after ${waits[code].join(', ')} ms; in the end: ${end}`);
  await client.dispose();
}
server.close();
http.close();
process.exit(waits[1000].length === 3 && Math.max(...waits[1000]) < 500 && Math.min(...waits[1001], ...waits[1012]) >= 900 ? 0 : 1);
JS
node main.mjs
