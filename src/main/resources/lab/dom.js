/**
 * Creates an HTML element. Function attributes become event listeners; names that begin with `--` set style properties;
 * true makes a bare attribute; null, undefined and false are omitted. Children are added as text or nodes, never parsed
 * as HTML.
 */
export function h(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** Creates an SVG element, with the attributes of `h`. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (name.startsWith('--')) {
      element.style.setProperty(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A titled section. The first word of `name` identifies it; further words are style classes. */
export function panel(name, title, ...children) {
  const id = `title-${name.split(' ')[0]}`;
  return h('section', { class: `panel ${name}`, 'aria-labelledby': id }, h('h2', { id }, title), children);
}

/** A list of [name, value] pairs. */
export function facts(...pairs) {
  return h('dl', { class: 'facts' }, pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** A labelled select; options are [value, text] pairs. */
export function choice(name, label, options, chosen, attributes = {}) {
  const select = h('select', { name, ...attributes },
    options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
  return h('label', { class: 'field' }, h('span', {}, label), select);
}

/** A labelled input. */
export function entry(name, label, attributes = {}) {
  return h('label', { class: 'field' }, h('span', {}, label), h('input', { name, ...attributes }));
}

let announcer;

/** Announces a text to screen readers, unless it was the last one announced. */
export function announce(text) {
  announcer ??= document.getElementById('announcer');
  if (announcer.textContent !== text) {
    announcer.textContent = text;
  }
}
