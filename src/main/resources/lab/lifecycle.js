import { ask } from './api.js';
import { KILL, RAMP, START, STOP } from './documents.js';
import { announce, entry, h } from './dom.js';

/** What can be done in which state; `ramp` asks how many are to take part. */
const DEEDS = {
  start: {
    name: 'Start', document: START, from: ['DRAFT'], ramp: 'Takes part at first, %', least: 0.001,
    what: 'People begin to take part, and their part of the layer is set aside.',
  },
  ramp: {
    name: 'Ramp', document: RAMP, from: ['RUNNING'], ramp: 'Takes part, %', least: 0,
    what: 'More or fewer people take part; those who stay keep their variant.',
  },
  stop: {
    name: 'Stop', document: STOP, from: ['RUNNING'],
    what: 'Everybody gets what they would get without the experiment, from the next request on. What people do within the attribution window still counts.',
  },
  kill: {
    name: 'Kill', document: KILL, from: ['RUNNING', 'STOPPED'], danger: true,
    what: 'Everybody gets what they would get without the experiment, within a second, and nothing counts any more from that moment on. It cannot be started again.',
  },
};

/**
 * A button for each thing that can be done to an experiment now.
 *
 * @param changed is given the experiment as it is then
 */
export function lifecycle(experiment, changed) {
  const possible = Object.entries(DEEDS).filter(([, deed]) => deed.from.includes(experiment.state));
  return h('div', { class: 'lifecycle', role: 'group', 'aria-label': 'Change the experiment' }, possible.map(([verb, deed]) =>
    h('button', { type: 'button', class: deed.danger ? 'danger' : verb === 'start' ? 'primary' : null, click: () => open(experiment, verb, deed, changed) },
      `${deed.name}…`)));
}

function open(experiment, verb, deed, changed) {
  const refusal = h('div', { role: 'alert' });
  const send = h('button', { type: 'submit', class: deed.danger ? 'danger' : 'primary' }, `${deed.name} ${experiment.key}`);
  const dialog = h('dialog', { 'aria-labelledby': 'deed', close: () => {
    dialog.remove();
    // The button that opened it may be gone since: the page was drawn anew under the dialog.
    if (document.activeElement === null || document.activeElement === document.body) {
      const same = [...document.querySelectorAll('.lifecycle button')].find(button => button.textContent === `${deed.name}…`);
      (same ?? document.querySelector('h1'))?.focus();
    }
  } },
    h('form', { submit: async event => {
      event.preventDefault();
      send.disabled = true;
      try {
        const payload = (await ask(deed.document, { input: input(experiment, verb, deed, new FormData(event.target)) }))[`${verb}Experiment`];
        if (payload.experiment !== null) {
          changed(payload.experiment);
        }
        if (payload.userErrors.length === 0) {
          announce(`${experiment.key}: ${deed.name.toLowerCase()} done`);
          dialog.close();
        }
        refusal.replaceChildren(...payload.userErrors.map(({ code, message }) => h('p', { class: 'refusal' }, `${message} `, h('code', {}, code))));
      } catch (failed) {
        refusal.replaceChildren(h('p', { class: 'refusal' }, failed.message));
      } finally {
        send.disabled = false;
      }
    } },
    h('h2', { id: 'deed' }, `${deed.name} ${experiment.key}?`),
    h('p', {}, deed.what),
    deed.ramp && entry('ramp', deed.ramp, {
      type: 'number', min: deed.least, max: 100, step: 'any', required: true, value: verb === 'start' ? 100 : experiment.ramp * 100 }),
    h('label', { class: 'field' }, h('span', {}, 'Why, for the audit trail'),
      h('textarea', { name: 'note', rows: 3, maxlength: 2000, required: deed.danger === true })),
    refusal,
    h('div', { class: 'buttons' }, h('button', { type: 'button', click: () => dialog.close() }, 'Cancel'), send)));
  document.body.append(dialog);
  dialog.showModal();
}

function input({ key, version }, verb, deed, fields) {
  return {
    key,
    note: fields.get('note').trim() || null,
    ...(deed.ramp && { ramp: Number(fields.get('ramp')) / 100 }),
    // To break off must never fail because somebody else was quicker.
    ...(verb !== 'kill' && { expectedVersion: version }),
  };
}
