/**
 * A chat in the terminal, on the local run: `node docs/examples/chat.mjs ada ben`. Open a second one as ben, stop the server
 * and start it again: no message is lost or repeated.
 */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { DirectConversation, Mutuals } from './conversation-client.mjs';

const [me = 'ada', other = 'ben'] = process.argv.slice(2);
const local = async () => JSON.parse(await readFile('target/local.json', 'utf8'));
const { url, tokens } = await local();
if (!tokens[me]) {
  console.error(`There is no token for ${me}; there are ${Object.keys(tokens).join(', ')}.`);
  process.exit(1);
}

let unread;
const show = {
  onMessage: ({ seq, sender, body }) => console.log(`${seq}  ${sender?.displayName ?? 'Hidden user'}: ${body ?? '(unsent)'}`),
  onChanged: ({ seq, body }) => console.log(`${seq}  now says: ${body ?? '(unsent)'}`),
  onUnread: messages => messages === unread || console.log(`      ${(unread = messages)} unread`),
  onStatus: status => status === 'away' && console.log('      connecting …'),
  onRefused: ({ body }, failure) => console.log(`      "${body}" was not sent: ${failure.message}`),
  onEnd: failure => process.exit(failure ? console.error(failure.message) ?? 1 : 0),
};
const conversation = await DirectConversation.open(new Mutuals(url, async () => (await local()).tokens[me]), other, show);

createInterface({ input: process.stdin })
  .on('line', async line => {
    if (line.trim()) conversation.send(line);
    await conversation.markRead();
  })
  .on('close', () => conversation.close());
