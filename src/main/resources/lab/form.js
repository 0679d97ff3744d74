import { h } from './dom.js';

/**
 * A form that shows its answer below.
 *
 * @param answer receives the field values and returns what to show; a failure is shown as well
 */
export function form(name, fields, button, answer) {
  const place = h('div', { class: 'answer', 'aria-live': 'polite' });
  const send = h('button', { type: 'submit' }, button);
  const element = h('form', { class: name, submit: async event => {
    event.preventDefault();
    send.disabled = true;
    try {
      place.replaceChildren(...[await answer(Object.fromEntries(new FormData(element)))].flat().filter(Boolean));
    } catch (failed) {
      place.replaceChildren(h('p', { class: 'refusal' }, failed.message));
    } finally {
      send.disabled = false;
    }
  } }, fields, send);
  return h('div', {}, element, place);
}
