import { ask } from './api.js';
import { ASSIGNMENT } from './documents.js';
import { entry, h, panel } from './dom.js';
import { form } from './form.js';
import { find } from './person.js';
import { reason } from './words.js';

/** A form that shows a user's assignment in the experiment. */
export function assignment({ key }) {
  return panel('assignment', 'Assignment of a user', form('inline',
    entry('person', 'Handle or id', { required: true, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' }), 'Show', async ({ person }) => {
      const user = await find(person);
      if (user === null) {
        return h('p', { class: 'refusal' }, `There is no user ${person}, or none that you may see.`);
      }
      const { experiment } = await ask(ASSIGNMENT, { key, userId: user.id });
      const { variant, reason: why, unit } = experiment.assignment;
      return h('p', {}, h('strong', {}, user.handle), variant === null ? ' has no variant: ' : [' has ', h('strong', {}, variant), ': '],
        reason(why), unit && h('small', {}, ` (unit ${unit})`));
    }));
}
