import { ask } from './api.js';
import { KILL, RAMP, START, STOP } from './documents.js';
import { announce, entry, h } from './dom.js';

/** The actions and the states that allow them; `ramp` labels the field for the share of users. */
const ACTIONS = {
  start: {
    name: 'Start', document: START, from: ['DRAFT'], ramp: 'Takes part at first, %', least: 0.001,
    what: 'Users begin to take part, and a part of the layer is reserved for them.',
  },
  ramp: {
    name: 'Ramp', document: RAMP, from: ['RUNNING'], ramp: 'Takes part, %', least: 0,
    what: 'More or fewer users take part; those who stay keep their variant.',
  },
  stop: {
    name: 'Stop', document: STOP, from: ['RUNNING'],
    what: 'From the next request on, all users get what they would get without the experiment. Outcomes within the attribution window still count.',
  },
  kill: {
    name: 'Kill', document: KILL, from: ['RUNNING', 'STOPPED'], danger: true,
    what: 'Within a second, all users get what they would get without the experiment, and nothing counts any more. It cannot be started again.',
  },
};

/**
 * A button for each action that the experiment's state allows.
 *
 * @param changed receives the experiment after a change
 */
export function lifecycle(experiment, changed) {
  const possible = Object.entries(ACTIONS).filter(([, action]) => action.from.includes(experiment.state));
  return h('div', { class: 'lifecycle', role: 'group', 'aria-label': 'Change the experiment' }, possible.map(([verb, action]) =>
    h('button', { type: 'button', class: action.danger ? 'danger' : verb === 'start' ? 'primary' : null, click: () => open(experiment, verb, action, changed) },
      `${action.name}…`)));
}

function open(experiment, verb, action, changed) {
  const refusal = h('div', { role: 'alert' });
  const send = h('button', { type: 'submit', class: action.danger ? 'danger' : 'primary' }, `${action.name} ${experiment.key}`);
  const dialog = h('dialog', { 'aria-labelledby': 'action', close: () => {
    dialog.remove();
    // The page may have been drawn again under the dialog, and the button that opened it be gone.
    if (document.activeElement === null || document.activeElement === document.body) {
      const same = [...document.querySelectorAll('.lifecycle button')].find(button => button.textContent === `${action.name}…`);
      (same ?? document.querySelector('h1'))?.focus();
    }
  } },
    h('form', { submit: async event => {
      event.preventDefault();
      send.disabled = true;
      try {
        const payload = (await ask(action.document, { input: input(experiment, verb, action, new FormData(event.target)) }))[`${verb}Experiment`];
        if (payload.experiment !== null) {
          changed(payload.experiment);
        }
        if (payload.userErrors.length === 0) {
          announce(`${experiment.key}: ${action.name.toLowerCase()} done`);
          dialog.close();
        }
        refusal.replaceChildren(...payload.userErrors.map(({ code, message }) => h('p', { class: 'refusal' }, `${message} `, h('code', {}, code))));
      } catch (failed) {
        refusal.replaceChildren(h('p', { class: 'refusal' }, failed.message));
      } finally {
        send.disabled = false;
      }
    } },
    h('h2', { id: 'action' }, `${action.name} ${experiment.key}?`),
    h('p', {}, action.what),
    action.ramp && entry('ramp', action.ramp, {
      type: 'number', min: action.least, max: 100, step: 'any', required: true, value: verb === 'start' ? 100 : experiment.ramp * 100 }),
    h('label', { class: 'field' }, h('span', {}, 'Reason, for the audit trail'),
      h('textarea', { name: 'note', rows: 3, maxlength: 2000, required: action.danger === true })),
    refusal,
    h('div', { class: 'buttons' }, h('button', { type: 'button', click: () => dialog.close() }, 'Cancel'), send)));
  document.body.append(dialog);
  dialog.showModal();
}

function input({ key, version }, verb, action, fields) {
  return {
    key,
    note: fields.get('note').trim() || null,
    ...(action.ramp && { ramp: Number(fields.get('ramp')) / 100 }),
    // A kill must not fail because of a concurrent change.
    ...(verb !== 'kill' && { expectedVersion: version }),
  };
}
