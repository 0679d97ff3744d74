import { announce, h } from './dom.js';
import { experiment } from './experiment.js';
import { experiments } from './experiments.js';
import * as session from './session.js';
import { sideBySide } from './side-by-side.js';
import { signIn } from './sign-in.js';

const VIEWS = { '': ['Experiments', experiments], experiments: ['Experiment', experiment], 'side-by-side': ['Side by side', sideBySide] };

const root = document.getElementById('page');
let leaving = new AbortController();

/** Shows the view of the address: `#/`, `#/experiments/KEY` or `#/side-by-side`, each with a query of its own. */
async function show() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const fill = (...nodes) => {
    // A late answer is not shown in another view.
    if (!signal.aborted) {
      root.replaceChildren(...nodes);
      root.querySelector('h1').focus({ preventScroll: true });
    }
  };
  const [way, query] = location.hash.replace(/^#\/?/, '').split('?');
  const path = way.split('/').map(decodeURIComponent);
  const [title, view] = VIEWS[path[0]] ?? VIEWS[''];
  document.title = `${path[1] ?? title} · Mutuals Lab`;
  document.querySelectorAll('nav.views a').forEach(link => {
    const here = VIEWS[link.getAttribute('href').slice(2)]?.[1] === view || (view === experiment && link.getAttribute('href') === '#/');
    here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  });
  if (!session.current()) {
    fill(h('h1', { tabindex: -1 }, 'Please sign in'), h('p', {}, 'Paste the token of an experimenter, at the top right. It stays in this tab.'));
    return;
  }
  root.setAttribute('aria-busy', 'true');
  try {
    await view(fill, { path, query: new URLSearchParams(query) }, signal);
  } catch (failed) {
    fill(...refusal(failed));
  }
  root.removeAttribute('aria-busy');
}

function refusal({ code, message }) {
  const { handle } = session.current();
  const [title, text] = {
    FORBIDDEN: ['For experimenters', `${handle} may not see experiments: they require the role experimenter in the claim “roles” of the token. Sign in as an experimenter, at the top right.`],
    UNAUTHENTICATED: ['Please sign in again', 'The token is expired, forged or not for this service. Paste another one, at the top right.'],
    RATE_LIMITED: ['Too many requests', message],
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
