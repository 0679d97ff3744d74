import { h } from './dom.js';
import * as session from './session.js';

const BRING = ' bring';

/** The picker of the signed-in user; `changed` is called after a change. */
export function signIn(place, changed) {
  const show = () => place.replaceChildren(picker(show, changed));
  show();
}

function picker(show, changed) {
  const users = session.users();
  const now = session.current();
  if (users.length === 0) {
    return bring(show, changed);
  }
  const roles = user => user.roles?.length > 0 ? ` (${user.roles.join(', ')})` : '';
  return h('label', { class: 'signed-in' }, 'Signed in as ',
    h('select', { id: 'person', change: event => {
      if (event.target.value === BRING) {
        event.target.closest('label').replaceWith(bring(show, changed));
        document.getElementById('token').focus();
      } else {
        session.choose(event.target.value);
        changed();
      }
    } },
    users.map(user => h('option', { value: user.handle, selected: user.handle === now?.handle }, user.handle + roles(user))),
    h('option', { value: BRING }, 'another token…')));
}

function bring(show, changed) {
  return h('form', { class: 'bring', submit: event => {
    event.preventDefault();
    const token = event.target.elements.token.value.trim();
    if (token) {
      session.paste(token);
    } else {
      session.forget();
    }
    show();
    changed();
  } },
  h('label', { for: 'token' }, 'Token '),
  h('input', { id: 'token', name: 'token', type: 'password', autocomplete: 'off', placeholder: 'kept until the tab is closed' }),
  h('button', { type: 'submit' }, 'Sign in'));
}
