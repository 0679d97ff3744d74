import { h } from './dom.js';
import { inShort, interval, signed, tells, valueOf } from './figures.js';
import { metric as named, unitsCounted } from './words.js';

/** What the experiment says so far: what is wrong first, and then a sentence for each variant. */
export function headline(experiment, results) {
  return h('div', { class: 'headline' },
    alarms(results).map(([title, text]) => h('p', { class: 'alarm' }, h('strong', {}, title), ' ', text)),
    results.interleaving ? h('p', {}, duel(results.interleaving)) : results.effects.map(one => h('p', {}, effect(one, experiment, results))));
}

/** The same without figures, for who listens and wants to hear of what is new alone. */
export function verdicts(experiment, results) {
  return [
    ...alarms(results).map(([title]) => title),
    ...(results.interleaving ? [preferred(results.interleaving)] : results.effects.map(({ variant, effect: found }) => `${variant}: ${shown(found, experiment)}`)),
  ].join(' ');
}

function alarms({ sampleRatio, guardrails }) {
  return [
    ...(sampleRatio?.isMismatch
      ? [['Sample ratio MISMATCH.', 'The variants do not have as many people as they should: trust no figure here until it is known why.']] : []),
    ...guardrails.filter(guardrail => guardrail.isBreached).map(({ metric, variant }) =>
      ['Guardrail breached.', `${named(metric)} of ${variant} got worse than they may.`]),
  ];
}

function shown(effect, { unit }) {
  return !tells(effect?.alwaysValidInterval) ? `too few ${unitsCounted(unit)} to tell.` : effect.isSignificant ? 'A difference is shown.' : 'No difference is shown yet.';
}

function effect({ variant, effect: found }, experiment, { metric }) {
  const verdict = shown(found, experiment);
  if (!tells(found?.alwaysValidInterval)) {
    return `${variant}: ${verdict}`;
  }
  const [much, range] = inShort(metric, found);
  return `${variant}: ${named(metric).toLowerCase()} ${valueOf(metric, found.treatment)} against ${valueOf(metric, found.control)}, ${much} (${range} at any time). ${verdict}`;
}

function preferred({ first, second, alwaysValidInterval: range }) {
  return range === null ? 'Too few people to tell.'
    : range.low > 0 ? `${second} is preferred.`
    : range.high < 0 ? `${first} is preferred.`
    : 'No preference is shown yet.';
}

function duel(found) {
  const { first, second, preference, alwaysValidInterval: range } = found;
  const much = range === null ? '' : ` ${signed(preference)} on a scale from −1 to 1 (${interval(range, signed)} at any time).`;
  return `${second} against ${first}:${much} ${preferred(found)}`;
}
