import { ask } from './api.js';
import { OFF_POLICY, STRATEGIES } from './documents.js';
import { choice, facts, h, panel } from './dom.js';
import { form } from './form.js';
import { count, interval, percent, plain } from './figures.js';
import { table } from './table.js';
import { COUNTED_ONCE, metric as named } from './words.js';

const ESTIMATORS = [
  ['ips', 'Inverse propensity', 'unbiased, high variance'],
  ['snips', 'Self-normalised', 'slightly biased, less variance'],
  ['doublyRobust', 'Doubly robust', 'usually the least variance'],
];

// As a share of the effective sample size.
const MAX_WEIGHT_SHARE = 0.25;

/** Off-policy estimates of what another strategy would have earned at the first place; null if no variant explores. */
export async function offPolicy({ key, variants }) {
  const exploring = variants.filter(variant => variant.explore > 0);
  if (exploring.length === 0) {
    return null;
  }
  const { strategies } = await ask(STRATEGIES);
  return panel('off-policy', 'What another strategy would have earned',
    h('p', { class: 'hint' }, 'Estimated from first places that were drawn at random; no user is shown the strategy.'),
    form('row', [
      choice('variant', 'From variant', exploring.map(variant => [variant.key, `${variant.key} (explores ${percent(variant.explore)})`])),
      choice('target', 'Strategy', strategies.map(({ name, ranker }) => [name, `${name} (${ranker})`])),
      choice('metric', 'Earned', COUNTED_ONCE.map(name => [name, named(name)]), 'REQUESTS_SENT'),
    ], 'Estimate', async ({ variant, target, metric }) => {
      const { experiment } = await ask(OFF_POLICY, { key, variant, target, metric });
      return experiment.offPolicy === null
        ? h('p', {}, 'No first place of this variant was seen yet, or the choices of the strategy were never drawn.')
        : estimates(experiment.offPolicy, target, variant);
    }));
}

function estimates(found, target, variant) {
  return [
    table(`Per first place, by ${target}`, ['Estimator', 'Estimate', 'Interval'], ESTIMATORS.map(([field, name, how]) => [
      [name, h('small', {}, how)], h('strong', {}, plain(found[field].value)), interval(found[field].interval, plain)])),
    facts(
      [`Earned by ${variant} itself`, plain(found.logged)],
      ['First places seen', count(found.observations)],
      ['Effective sample size', count(found.effectiveSampleSize)],
      ['Largest weight', plain(found.largestWeight)],
      ['Supported', percent(found.supported)]),
    found.largestWeight > MAX_WEIGHT_SHARE * found.effectiveSampleSize && h('p', { class: 'refusal' },
      `One first place has the weight ${plain(found.largestWeight)}, at an effective sample size of ${count(found.effectiveSampleSize)}: the estimates depend on single observations. Do not decide by them.`),
    found.supported < 0.8 && h('p', { class: 'refusal' },
      `In ${percent(1 - found.supported)} of the cases the first choice of ${target} could not have been drawn: the estimates do not cover these.`),
  ];
}
