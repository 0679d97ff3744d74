import { h } from './dom.js';
import { inShort, interval, signed, tells, valueOf } from './figures.js';
import { metric as named, unitsCounted } from './words.js';

/** The results in a few sentences: alarms first, then one for each variant. */
export function headline(experiment, results) {
  return h('div', { class: 'headline' },
    alarms(results).map(([title, text]) => h('p', { class: 'alarm' }, h('strong', {}, title), ' ', text)),
    results.interleaving ? h('p', {}, duel(results.interleaving)) : results.effects.map(one => h('p', {}, effect(one, experiment, results))));
}

/** The verdicts without figures, for screen readers. */
export function verdicts(experiment, results) {
  return [
    ...alarms(results).map(([title]) => title),
    ...(results.interleaving ? [preferred(results.interleaving)] : results.effects.map(({ variant, effect: found }) => `${variant}: ${shown(found, experiment)}`)),
  ].join(' ');
}

function alarms({ sampleRatio, guardrails }) {
  return [
    ...(sampleRatio?.isMismatch
      ? [['Sample ratio MISMATCH.', 'The variants do not have the numbers of users that their weights imply: trust no figure until the cause is known.']] : []),
    ...guardrails.filter(guardrail => guardrail.isBreached).map(({ metric, variant }) =>
      ['Guardrail breached.', `${named(metric)} of ${variant}: worse than the tolerance allows.`]),
  ];
}

function shown(effect, { unit }) {
  return !tells(effect?.alwaysValidInterval) ? `too few ${unitsCounted(unit)} so far.` : effect.isSignificant ? 'A difference is shown.' : 'No difference is shown yet.';
}

function effect({ variant, effect: found }, experiment, { metric }) {
  const verdict = shown(found, experiment);
  if (!tells(found?.alwaysValidInterval)) {
    return `${variant}: ${verdict}`;
  }
  const [much, range] = inShort(metric, found);
  return `${variant}: ${named(metric).toLowerCase()} ${valueOf(metric, found.treatment)} against ${valueOf(metric, found.control)}, ${much} (always valid: ${range}). ${verdict}`;
}

function preferred({ first, second, alwaysValidInterval: range }) {
  return range === null ? 'Too few users so far.'
    : range.low > 0 ? `${second} is preferred.`
    : range.high < 0 ? `${first} is preferred.`
    : 'No preference is shown yet.';
}

function duel(found) {
  const { first, second, preference, alwaysValidInterval: range } = found;
  const much = range === null ? '' : ` ${signed(preference)} on a scale from −1 to 1 (always valid: ${interval(range, signed)}).`;
  return `${second} against ${first}:${much} ${preferred(found)}`;
}
