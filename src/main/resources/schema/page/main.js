import { announce, h } from '/lab/dom.js';
import * as session from '/lab/session.js';
import { signIn } from '/lab/sign-in.js';
import { changes } from './changes.js';
import { deprecated } from './deprecated.js';
import { finder } from './finder.js';
import { load } from './model.js';
import { type } from './type.js';

const VIEWS = { '': ['Types', overview], types: ['Types', type], deprecated: ['Deprecated', deprecated], changes: ['Changes', changes] };

const root = document.getElementById('page');
const side = document.getElementById('finder');
let leaving = new AbortController();
let model = null;

/** Shows the view of the address: `#/`, `#/types/TYPE/FIELD`, `#/deprecated` or `#/changes`. */
async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const fill = (...nodes) => {
    // A late answer is not shown in another view.
    if (!signal.aborted) {
      root.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
      root.querySelector('h1').focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  };
  const path = location.hash.replace(/^#\/?/, '').split('/').map(decoded);
  const [title, view] = VIEWS[Object.hasOwn(VIEWS, path[0]) && (path[0] !== 'types' || path[1]) ? path[0] : ''];
  document.title = `${path[1] ?? title} · Mutuals Schema`;
  document.body.classList.toggle('reading', view !== overview);
  document.querySelectorAll('nav.views a').forEach(link => {
    VIEWS[link.getAttribute('href').slice(2)]?.[0] === title ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  });
  if (!session.current()) {
    fill(h('h1', { tabindex: -1 }, 'Please sign in'), h('p', {}, 'Paste any token of this service, at the top right. It stays in this tab. That of an administrator also shows what is used.'));
    return;
  }
  root.setAttribute('aria-busy', 'true');
  try {
    if (!model) {
      model = await load();
      finder(side, model);
      side.hidden = false;
    }
    await view(fill, path, model, signal);
  } catch (failed) {
    fill(...refusal(failed));
  }
  root.removeAttribute('aria-busy');
}

/** A part of an address; as it stands if it is not encoded as one. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where to begin: `#/`. */
function overview(fill) {
  const count = kind => model.elements.filter(element => element.kind === kind).length;
  fill(
    h('h1', { tabindex: -1 }, 'The schema'),
    h('p', {}, `${model.types.size} types, ${count('field')} fields, ${count('argument')} arguments. Search, or begin with `,
      model.roots.map((name, index) => [index > 0 && ', ', h('a', { href: `#/types/${name}` }, h('code', {}, name))]), '.'),
    h('p', { class: 'hint' }, 'Keys: / searches, arrow keys go through what was found, Escape returns to the search.'));
}

function refusal({ code, message }) {
  const [title, text] = {
    DOCUMENT_NOT_TRUSTED: ['Not for this role', 'This server answers registered documents only, and shows its schema to the roles that are exempt.'],
    UNAUTHENTICATED: ['Please sign in again', 'The token is expired, forged or not for this service. Paste another one, at the top right.'],
    UNAVAILABLE: ['Temporarily unavailable', message],
  }[code] ?? ['That did not work', message];
  announce(title);
  return [h('h1', { tabindex: -1 }, title), h('p', { class: 'refusal' }, text), h('button', { type: 'button', click: show }, 'Try again')];
}

document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault();
  root.focus();
});
await session.load();
signIn(document.getElementById('signed-in'), show);
window.addEventListener('hashchange', show);
await show();
