import { headers } from './api.js';
import { h, panel } from './dom.js';

const FILES = [['exposures', 'who had which variant, and since when'], ['outcomes', 'what became of what they were shown'],
  ['explorations', 'whom chance could have placed first']];

/** Everything that the results are made of, as files. */
export function warehouse({ key }) {
  const refusal = h('p', { class: 'refusal', role: 'alert' });
  const button = name => h('button', { type: 'button', click: async event => {
    event.target.disabled = true;
    refusal.textContent = await save(key, name);
    event.target.disabled = false;
  } }, `${name}.csv`);
  return panel('warehouse', 'Rows for a warehouse', h('ul', { class: 'plain' }, FILES.map(([name, what]) =>
    h('li', {}, button(name), h('small', {}, ` ${what}`)))), refusal);
}

/** Downloads a file with the token that a link could not send; returns why it failed, if it did. */
async function save(key, name) {
  try {
    const response = await fetch(`/experiments/${encodeURIComponent(key)}/${name}.csv`, { headers: headers('text/csv') });
    if (!response.ok) {
      return `The server refused with ${response.status}.`;
    }
    const address = URL.createObjectURL(await response.blob());
    h('a', { href: address, download: `${key}-${name}.csv` }).click();
    // Not at once: some browsers begin to read it a moment later.
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    return '';
  } catch {
    return 'The server does not answer.';
  }
}
