/**
 * Makes an element. Attributes that are functions listen; those that begin with two hyphens are properties of its style; true stands for a
 * bare attribute; null and false are left out. Text stays text, whoever wrote it.
 */
export function h(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same within a drawing. */
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

/** A part of a page under a heading; a name of several words is looks, of which the first names it. */
export function panel(name, title, ...children) {
  const id = `title-${name.split(' ')[0]}`;
  return h('section', { class: `panel ${name}`, 'aria-labelledby': id }, h('h2', { id }, title), children);
}

/** Figures by their names; [name, value] each. */
export function facts(...pairs) {
  return h('dl', { class: 'facts' }, pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** What somebody chooses from; options are [value, text]. */
export function choice(name, label, options, chosen, attributes = {}) {
  const select = h('select', { name, ...attributes },
    options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
  return h('label', { class: 'field' }, h('span', {}, label), select);
}

/** What somebody types. */
export function entry(name, label, attributes = {}) {
  return h('label', { class: 'field' }, h('span', {}, label), h('input', { name, ...attributes }));
}

let announcer;

/** Says something to those who listen to the page instead of looking at it; the same thing only once. */
export function announce(text) {
  announcer ??= document.getElementById('announcer');
  if (announcer.textContent !== text) {
    announcer.textContent = text;
  }
}
