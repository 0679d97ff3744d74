import { ask } from './api.js';
import { OFF_POLICY, STRATEGIES } from './documents.js';
import { choice, facts, h, panel } from './dom.js';
import { form } from './form.js';
import { count, interval, percent, plain } from './figures.js';
import { table } from './table.js';
import { COUNTED_ONCE, metric as named } from './words.js';

const ESTIMATORS = [
  ['ips', 'Inverse propensity', 'unbiased, and unsteady'],
  ['snips', 'Self-normalised', 'a little biased, steadier'],
  ['doublyRobust', 'Doubly robust', 'the steadiest as a rule'],
];

// Of what all observations are worth.
const MOST_OF_ONE = 0.25;

/** What another strategy would have earned at the first place; null when no variant explores. */
export async function offPolicy({ key, variants }) {
  const exploring = variants.filter(variant => variant.explore > 0);
  if (exploring.length === 0) {
    return null;
  }
  const { strategies } = await ask(STRATEGIES);
  return panel('off-policy', 'What another strategy would have earned',
    h('p', { class: 'hint' }, 'Estimated from the first places that were given away by lot, without showing anybody anything.'),
    form('row', [
      choice('variant', 'From variant', exploring.map(variant => [variant.key, `${variant.key} (explores ${percent(variant.explore)})`])),
      choice('target', 'Strategy', strategies.map(({ name, ranker }) => [name, `${name} (${ranker})`])),
      choice('metric', 'Earned', COUNTED_ONCE.map(name => [name, named(name)]), 'REQUESTS_SENT'),
    ], 'Estimate', async ({ variant, target, metric }) => {
      const { experiment } = await ask(OFF_POLICY, { key, variant, target, metric });
      return experiment.offPolicy === null
        ? h('p', {}, 'Nothing was shown by this variant yet, or never whom the strategy would have placed first.')
        : estimates(experiment.offPolicy, target, variant);
    }));
}

function estimates(found, target, variant) {
  return [
    table(`For each first place, by ${target}`, ['Estimator', 'Estimate', 'Interval'], ESTIMATORS.map(([field, name, how]) => [
      [name, h('small', {}, how)], h('strong', {}, plain(found[field].value)), interval(found[field].interval, plain)])),
    facts(
      [`Earned by ${variant} itself`, plain(found.logged)],
      ['First places seen', count(found.observations)],
      ['They are worth', `${count(found.effectiveSampleSize)} of its own`],
      ['The largest weight of one', plain(found.largestWeight)],
      ['Supported', percent(found.supported)]),
    found.largestWeight > MOST_OF_ONE * found.effectiveSampleSize && h('p', { class: 'refusal' },
      `One first place weighs ${plain(found.largestWeight)}, and all together are worth ${count(found.effectiveSampleSize)}: the estimates hang on single observations. Do not decide by them.`),
    found.supported < 0.8 && h('p', { class: 'refusal' },
      `In ${percent(1 - found.supported)} of the cases ${target} would have placed somebody first who could not have been drawn: the estimates do not speak for them.`),
  ];
}
