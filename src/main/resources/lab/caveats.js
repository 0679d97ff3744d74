import { h, panel } from './dom.js';

/** What to be careful about. */
export function caveats(experiment, { caveats: sentences }) {
  return sentences.length === 0 ? null
    : panel('caveats', 'Be careful', h('ul', {}, sentences.map(sentence => h('li', {}, sentence))));
}
