import { h, panel } from './dom.js';

/** Reservations about the results. */
export function caveats(experiment, { caveats: sentences }) {
  return sentences.length === 0 ? null
    : panel('caveats', 'Caveats', h('ul', {}, sentences.map(sentence => h('li', {}, sentence))));
}
