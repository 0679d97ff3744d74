import { announce, h } from '/lab/dom.js';
import { address, kindOf, search } from './model.js';

const GROUPS = [['object', 'Objects'], ['interface', 'Interfaces'], ['union', 'Unions'], ['enum', 'Enums'], ['input', 'Inputs'], ['scalar', 'Scalars']];
const MOST = 150;

/** The search field and the list of all types, or of what was found. */
export function finder(place, model) {
  const list = h('nav', { class: 'found', 'aria-label': 'Types and what was found' });
  const field = h('input', { id: 'search', type: 'search', placeholder: 'Search', autocomplete: 'off', spellcheck: 'false', input: show });
  function show() {
    const text = field.value.trim();
    if (!text) {
      list.replaceChildren(...groups(model));
      mark(list);
      return;
    }
    const found = search(model, text);
    list.replaceChildren(
      h('p', { class: 'hint' }, found.length === 0 ? 'Nothing has this name or description.' : `${found.length} found${found.length > MOST ? `, the best ${MOST}` : ''}`),
      h('ul', {}, found.slice(0, MOST).map(({ coordinate, kind, deprecation }) => h('li', {},
        h('a', { href: address(coordinate), class: deprecation ? 'old' : null }, h('code', {}, coordinate), ' ', h('small', {}, kind))))));
    mark(list);
    announce(`${found.length} found`);
  }
  place.replaceChildren(h('label', { class: 'field', for: 'search' }, h('span', {}, 'Search types, fields and descriptions ', h('kbd', {}, '/'))), field, list);
  place.addEventListener('keydown', event => walk(event, field, list));
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
  window.addEventListener('hashchange', () => mark(list));
  show();
}

function groups({ types, roots }) {
  const all = [...types.values()];
  return [
    group('Operations', all.filter(({ name }) => roots.includes(name))),
    ...GROUPS.map(([kind, title]) => group(title, all.filter(type => kindOf(type) === kind && !roots.includes(type.name)))),
  ];
}

function group(title, types) {
  return h('details', { open: title === 'Operations' || title === 'Objects' },
    h('summary', {}, `${title} `, h('small', {}, types.length)),
    h('ul', {}, types.map(({ name }) => h('li', {}, h('a', { href: address(name) }, h('code', {}, name))))));
}

/** Marks the links to what is shown, and brings the first into sight. */
function mark(list) {
  let first = true;
  for (const link of list.querySelectorAll('a')) {
    if (link.getAttribute('href') === location.hash) {
      link.setAttribute('aria-current', 'page');
      if (first) {
        link.closest('details')?.setAttribute('open', '');
        link.scrollIntoView({ block: 'nearest' });
        first = false;
      }
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

/** The arrow keys go through the list, and Escape back to the search. */
function walk(event, field, list) {
  const links = [...list.querySelectorAll('a')].filter(link => link.checkVisibility());
  const at = links.indexOf(document.activeElement);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)])?.focus();
    event.preventDefault();
  } else if (event.key === 'Enter' && event.target === field && field.value.trim()) {
    links[0]?.click();
  } else if (event.key === 'Escape') {
    field.focus();
  }
}
