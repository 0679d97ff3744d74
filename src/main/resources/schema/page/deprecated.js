import { h } from '/lab/dom.js';
import { address } from './model.js';
import { deprecated as sign } from './type.js';
import { usageOf, usageSign } from './usage.js';

/** All that is deprecated, the earliest date first: `#/deprecated`. */
export async function deprecated(fill, path, model, signal) {
  const old = model.elements.filter(({ deprecation }) => deprecation)
    .sort((one, other) => (one.deprecation.date ?? '9999').localeCompare(other.deprecation.date ?? '9999'));
  fill(
    h('h1', { tabindex: -1 }, 'Deprecated'),
    h('p', {}, 'What is to go, what to use instead, and the last day on which it is certain to work.'),
    old.length === 0 ? h('p', { class: 'empty' }, 'Nothing is deprecated.') : h('ul', { class: 'members' }, old.map(({ coordinate, deprecation }) => h('li', {},
      h('div', { class: 'signature' }, h('code', {}, h('a', { href: address(coordinate) }, coordinate)), h('span', { 'data-usage': coordinate })),
      sign(deprecation)))));
  const usage = await usageOf(null, signal, 'DEPRECATED');
  if (usage && !signal.aborted) {
    document.querySelectorAll('[data-usage]').forEach(place => place.replaceWith(usageSign(usage.get(place.dataset.usage))));
  }
}
