import { announce, h } from './dom.js';
import { time } from './figures.js';

const TEXTS = {
  connecting: 'Connecting…',
  live: 'Live',
  waiting: 'Not connected; retrying…',
};

/** Shows whether the figures are live. */
export class LiveSign {
  #state = h('span', {}, TEXTS.connecting);
  #at = h('span', { class: 'at' });

  element = h('p', { class: 'live' }, this.#state, this.#at);

  show(state, failure) {
    const text = state === 'over' ? `Not live: ${failure.message}` : TEXTS[state];
    if (this.#state.textContent !== text) {
      this.element.classList.toggle('on', state === 'live');
      this.#state.textContent = text;
      announce(text);
    }
  }

  /** Sets the time at which the figures were computed. */
  computed(at) {
    this.#at.replaceChildren(' · figures of ', h('time', { datetime: at }, time(at)));
  }
}
