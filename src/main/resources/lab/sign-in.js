import { h } from './dom.js';
import * as session from './session.js';

const BRING = ' bring';

/** Who is signed in, and how to be somebody else; `changed` is called when it is. */
export function signIn(place, changed) {
  const show = () => place.replaceChildren(picker(show, changed));
  show();
}

function picker(show, changed) {
  const people = session.everybody();
  const now = session.current();
  if (people.length === 0) {
    return bring(show, changed);
  }
  const roles = person => person.roles?.length > 0 ? ` (${person.roles.join(', ')})` : '';
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
    people.map(person => h('option', { value: person.handle, selected: person === now }, person.handle + roles(person))),
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
