import { h, panel } from '/lab/dom.js';
import { address, deprecation, kindOf } from './model.js';
import { usageOf, usageSign } from './usage.js';

/** A type with its fields or values: `#/types/User`, or with one of them in sight: `#/types/User/friends`. */
export async function type(fill, [, name, part], model, signal) {
  const shown = model.types.get(name);
  if (!shown) {
    fill(h('h1', { tabindex: -1 }, 'Not in this schema'), h('p', {}, h('code', {}, name), ' may be of another version: see what ', h('a', { href: '#/changes' }, 'changed'), '.'));
    return;
  }
  const members = [...shown.fields ?? [], ...shown.inputFields ?? [], ...shown.enumValues ?? []];
  fill(
    h('p', { class: 'back' }, h('a', { href: '#/' }, '← All types')),
    h('div', { class: 'title' }, h('h1', { tabindex: -1 }, name), h('span', { class: 'badge quiet' }, kindOf(shown)), h('span', { 'data-usage': name })),
    shown.description && h('p', { class: 'described' }, prose(shown.description)),
    relatives('Implements', shown.interfaces),
    relatives(shown.kind === 'UNION' ? 'One of' : 'Implemented by', shown.possibleTypes),
    members.length > 0 && h('ul', { class: 'members' }, members.map(member => row(shown.name, member))),
    usedBy(model.uses.get(name) ?? []));
  const target = part && document.getElementById(`${name}.${part}`);
  if (target) {
    target.classList.add('target');
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  }
  const usage = await usageOf(name, signal);
  if (usage && !signal.aborted) {
    for (const place of document.querySelectorAll('[data-usage]')) {
      place.replaceWith(usageSign(usage.get(place.dataset.usage)));
    }
  }
}

function row(parent, member) {
  const coordinate = `${parent}.${member.name}`;
  const old = deprecation(member);
  return h('li', { id: coordinate, tabindex: -1, class: old ? 'old' : null },
    h('div', { class: 'signature' },
      h('code', {}, h('a', { href: address(coordinate) }, member.name), member.type && [': ', reference(member.type)], standard(member)),
      h('span', { 'data-usage': coordinate })),
    old && deprecated(old),
    member.description && h('p', {}, prose(member.description)),
    member.args?.length > 0 && h('ul', { class: 'arguments', 'aria-label': 'Arguments' }, member.args.map(argument => h('li', {},
      h('div', { class: 'signature' },
        h('code', {}, argument.name, ': ', reference(argument.type), standard(argument)),
        h('span', { 'data-usage': `${coordinate}(${argument.name}:)` })),
      deprecation(argument) && deprecated(deprecation(argument)),
      h('p', {}, prose(argument.description ?? ''))))));
}

function standard({ defaultValue }) {
  return defaultValue === null || defaultValue === undefined ? null : ` = ${defaultValue}`;
}

/** The reason and, if it has passed, the date of a deprecation. */
export function deprecated({ reason, date }) {
  const over = date && date < new Date().toISOString().slice(0, 10);
  return h('p', { class: 'deprecation' }, h('span', { class: `badge ${over ? 'bad' : 'wait'}` }, over ? `Past ${date}` : 'Deprecated'), ' ', prose(reason));
}

/** A text with its `names` as code. */
function prose(text) {
  return text.split('`').map((part, index) => index % 2 === 1 ? h('code', {}, part) : part);
}

function reference(type) {
  switch (type.kind) {
    case 'NON_NULL': return [reference(type.ofType), '!'];
    case 'LIST': return ['[', reference(type.ofType), ']'];
    default: return h('a', { href: address(type.name) }, type.name);
  }
}

function relatives(title, types) {
  return types?.length > 0 && h('p', { class: 'relatives' }, `${title} `, types.map(({ name }, index) =>
    [index > 0 && ', ', h('a', { href: address(name) }, h('code', {}, name))]));
}

function usedBy(coordinates) {
  return coordinates.length > 0 && panel('used-by', 'Used by', h('ul', { class: 'plain' }, coordinates.map(coordinate =>
    h('li', {}, h('a', { href: address(coordinate) }, h('code', {}, coordinate))))));
}
