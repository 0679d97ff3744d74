import { ask } from './api.js';
import { ASSIGNMENT } from './documents.js';
import { entry, h, panel } from './dom.js';
import { form } from './form.js';
import { find } from './person.js';
import { reason } from './words.js';

/** Where the experiment puts somebody, and why. */
export function assignment({ key }) {
  return panel('assignment', 'Where is somebody?', form('inline',
    entry('person', 'Handle or id', { required: true, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' }), 'Look', async ({ person }) => {
      const user = await find(person);
      if (user === null) {
        return h('p', { class: 'refusal' }, `There is no ${person}, or nobody whom you may see.`);
      }
      const { experiment } = await ask(ASSIGNMENT, { key, userId: user.id });
      const { variant, reason: why, unit } = experiment.assignment;
      return h('p', {}, h('strong', {}, user.handle), variant === null ? ' has no variant: ' : [' has ', h('strong', {}, variant), ': '],
        reason(why), unit && h('small', {}, ` (unit ${unit})`));
    }));
}
