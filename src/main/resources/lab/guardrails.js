import { h, panel } from './dom.js';
import { badge } from './badge.js';
import { inShort, share, tells } from './figures.js';
import { metric as named } from './words.js';

/** The guardrails of the experiment and their state for each variant. */
export function guardrails(experiment, results) {
  if (experiment.guardrails.length === 0) {
    return panel('guardrails', 'Guardrails', h('p', { class: 'hint' }, 'None.'));
  }
  return panel('guardrails', 'Guardrails', h('ul', { class: 'plain' }, experiment.guardrails.map(({ metric, harm, tolerance }) =>
    h('li', {},
      h('strong', {}, named(metric)), h('span', { class: 'hint' }, ` ${allowance(harm, tolerance)}`),
      h('ul', { class: 'plain' }, results.guardrails.filter(check => check.metric === metric).map(check => status(check, experiment, { harm, tolerance })))))));
}

/** Whether the metric is certain to be within its tolerance, rather than merely not certain to be beyond it. */
function holds({ alwaysValidInterval: range, relativeInterval: relative }, { harm, tolerance }) {
  const worst = interval => harm === 'INCREASE' ? interval?.high : negative(interval?.low);
  return [[worst(range), 0], [worst(relative), tolerance]].some(([end, most]) => end !== null && end !== undefined && end <= most);
}

const negative = value => value === null || value === undefined ? value : -value;

function allowance(harm, tolerance) {
  const way = harm === 'INCREASE' ? 'more' : 'fewer';
  return tolerance === 0 ? `must not become ${way}` : `may become ${share(tolerance)} ${way}`;
}

function status({ metric, variant, effect, isBreached }, { variants }, watched) {
  const series = variants.findIndex(({ key }) => key === variant);
  const verdict = isBreached ? badge('bad', 'Breached')
    : !tells(effect?.alwaysValidInterval) ? badge('wait', 'Too early to tell')
    : holds(effect, watched) ? badge('good', 'Holds')
    : badge('wait', 'No breach shown');
  return h('li', { class: 'standing' }, h('span', { class: `key v${series}` }, variant), verdict,
    effect && h('small', {}, inShort(metric, effect).join(', ')));
}
