import { h } from './dom.js';
import { change, differenceOf, interval, signed, valueOf } from './figures.js';
import { metric as named, unitsCounted } from './words.js';

/** What the experiment says so far, in a sentence for each variant. */
export function headline(experiment, results) {
  const broken = results.sampleRatio?.isMismatch && h('p', { class: 'alarm', role: 'alert' },
    h('strong', {}, 'Sample ratio MISMATCH. '), 'The variants do not have as many people as they should: trust no figure here until it is known why.');
  const breached = results.guardrails.filter(guardrail => guardrail.isBreached).map(({ metric, variant }) =>
    h('p', { class: 'alarm', role: 'alert' }, h('strong', {}, 'Guardrail breached. '), `${named(metric)} of ${variant} got worse than they may.`));
  return h('div', { class: 'headline' }, broken, breached, sentences(experiment, results).map(sentence => h('p', {}, sentence)));
}

/** The same as text. */
export function sentences(experiment, results) {
  return results.interleaving ? [preference(results.interleaving)] : results.effects.map(one => effect(one, experiment, results));
}

function effect({ variant, effect: found }, { unit }, { metric }) {
  if (found === null) {
    return `${variant}: too few ${unitsCounted(unit)} to tell.`;
  }
  const tell = value => differenceOf(metric, value);
  const amount = found.relative === null
    ? `${tell(found.difference)} (at any time between ${interval(found.alwaysValidInterval, tell)})`
    : `${change(found.relative)} (${found.relativeInterval ? interval(found.relativeInterval, change) : interval(found.alwaysValidInterval, tell)} at any time)`;
  const verdict = found.isSignificant ? 'A difference is shown' : 'No difference is shown yet';
  return `${variant}: ${named(metric).toLowerCase()} ${valueOf(metric, found.treatment)} against ${valueOf(metric, found.control)}, ${amount}. ${verdict}.`;
}

function preference({ first, second, preference: much, alwaysValidInterval: range }) {
  if (range === null) {
    return `${second} against ${first}: too few people to tell.`;
  }
  const shown = range.low > 0 ? `${second} is preferred` : range.high < 0 ? `${first} is preferred` : 'no preference is shown yet';
  return `${second} against ${first}: ${shown} (${signed(much)} on a scale from −1 to 1, ${interval(range, signed)} at any time).`;
}
