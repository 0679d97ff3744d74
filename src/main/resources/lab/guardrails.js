import { h, panel } from './dom.js';
import { badge } from './badge.js';
import { inShort, share } from './figures.js';
import { metric as named } from './words.js';

/** What must not get worse, and how it stands. */
export function guardrails(experiment, results) {
  if (experiment.guardrails.length === 0) {
    return panel('guardrails', 'Guardrails', h('p', { class: 'hint' }, 'None.'));
  }
  return panel('guardrails', 'Guardrails', h('ul', { class: 'plain' }, experiment.guardrails.map(({ metric, harm, tolerance }) =>
    h('li', {},
      h('strong', {}, named(metric)), h('span', { class: 'hint' }, ` ${allowance(harm, tolerance)}`),
      h('ul', { class: 'plain' }, results.guardrails.filter(check => check.metric === metric).map(check => standing(check, experiment)))))));
}

function allowance(harm, tolerance) {
  const way = harm === 'INCREASE' ? 'more' : 'fewer';
  return tolerance === 0 ? `must not become ${way}` : `may become ${share(tolerance)} ${way}`;
}

function standing({ metric, variant, effect, isBreached }, { variants }) {
  const series = variants.findIndex(({ key }) => key === variant);
  const verdict = isBreached ? badge('bad', 'Breached') : effect === null ? badge('wait', 'Too early to tell') : badge('good', 'Holds');
  return h('li', { class: 'standing' }, h('span', { class: `key v${series}` }, variant), verdict,
    effect && h('small', {}, inShort(metric, effect).join(', ')));
}
