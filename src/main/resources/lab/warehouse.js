import { headers } from './api.js';
import { h, panel } from './dom.js';

const FILES = [['exposures', 'the users shown each variant, by day'], ['outcomes', 'the outcomes of their suggestions'],
  ['explorations', 'the candidates of random first places']];

/** The rows behind the results, as files. */
export function warehouse({ key }) {
  const refusal = h('p', { class: 'refusal', role: 'alert' });
  const button = name => h('button', { type: 'button', click: async event => {
    event.target.disabled = true;
    refusal.textContent = await save(key, name);
    event.target.disabled = false;
  } }, `${name}.csv`);
  return panel('warehouse', 'Export', h('ul', { class: 'plain' }, FILES.map(([name, what]) =>
    h('li', {}, button(name), h('small', {}, ` ${what}`)))), refusal);
}

/** Downloads a file with the token that a link could not send; returns the reason of a failure, or an empty text. */
async function save(key, name) {
  try {
    const response = await fetch(`/experiments/${encodeURIComponent(key)}/${name}.csv`, { headers: headers('text/csv') });
    if (!response.ok) {
      return `The server answered with status ${response.status}.`;
    }
    const address = URL.createObjectURL(await response.blob());
    h('a', { href: address, download: `${key}-${name}.csv` }).click();
    // Delayed, because some browsers read the file a moment later.
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    return '';
  } catch {
    return 'The server does not answer.';
  }
}
