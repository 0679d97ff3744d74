import { h, panel } from './dom.js';
import { badge } from './badge.js';
import { intervalPicture, rangeOf } from './interval-picture.js';
import { wideTable } from './table.js';
import { change, differenceOf, interval, likelihood, percent, share, tells, valueOf } from './figures.js';
import { metricInFull, unitsCounted } from './words.js';

const NOTHING = Array(8).fill('–');

/** The current effect of each variant against the control. */
export function effects(experiment, results) {
  if (results.effects.length === 0) {
    return null;
  }
  const { metric } = results;
  const range = rangeOf(results.effects.map(({ effect }) => effect).filter(effect => effect !== null));
  const sure = share(results.confidence);
  const adjusted = results.effects.some(({ effect }) => effect !== null && effect.varianceRemoved > 0);
  const rows = results.effects.map(({ variant, effect }) => {
    const series = experiment.variants.findIndex(({ key }) => key === variant);
    const name = h('span', { class: `key v${series}` }, variant);
    if (effect === null) {
      return [name, ...(adjusted ? NOTHING : NOTHING.slice(1)), badge('wait', 'Too early to tell')];
    }
    const tell = value => differenceOf(metric, value);
    return [
      name,
      valueOf(metric, effect.control),
      valueOf(metric, effect.treatment),
      h('strong', {}, tell(effect.difference)),
      h('span', {}, change(effect.relative), effect.relativeInterval
        && h('small', {}, interval(effect.relativeInterval, change))),
      h('span', { class: 'pictured' }, intervalPicture(effect, range, series), h('small', {}, interval(effect.alwaysValidInterval, tell))),
      interval(effect.interval, tell),
      likelihood(effect.pValue),
      ...(adjusted ? [percent(effect.varianceRemoved)] : []),
      verdict(effect),
    ];
  });
  return panel('effects', 'Current effects', wideTable(
    `${metricInFull(metric)}, against ${experiment.variants[0].key}. ${sure} intervals; decide by the always-valid one.`,
    ['Variant', 'Control', 'Treatment', 'Difference', 'Relative', 'Always valid', 'Fixed horizon', 'p', ...(adjusted ? ['Variance removed'] : []), 'Verdict'],
    rows), means(results, experiment, adjusted));
}

function means({ variants, metric }, { unit }, adjusted) {
  return h('p', { class: 'hint' }, variants.map(({ variant, units, people, mean }, index) => [index > 0 && ' · ',
    h('span', { class: 'nowrap' }, `${variant}: ${valueOf(metric, mean)} of ${units.toLocaleString('en')} ${unitsCounted(unit)}`
      + (unit === 'USER' ? '' : `, ${people.toLocaleString('en')} users`))]),
    adjusted ? '. Differences are adjusted by covariates from before the exposure.' : '. Differences are not adjusted.');
}

function verdict({ isSignificant, difference, alwaysValidInterval }) {
  if (!tells(alwaysValidInterval)) {
    return badge('wait', 'Too early to tell');
  }
  if (!isSignificant) {
    return badge('wait', 'No difference shown yet');
  }
  return badge('sure', difference > 0 ? 'Significantly more' : 'Significantly less');
}
