import { facts, h, panel } from './dom.js';
import { badge } from './badge.js';
import { count, interval, likelihood, share, signed } from './figures.js';

/** Which of two rankings people prefer. */
export function interleaving(experiment, { interleaving: found, confidence }) {
  if (found === null) {
    return null;
  }
  const { first, second, firstWins, secondWins, ties, preference, alwaysValidInterval: range } = found;
  const people = firstWins + secondWins + ties;
  const part = (wins, name, look) => h('div', { class: `part ${look}`, '--part': people > 0 ? wins / people : 0 },
    h('span', {}, name), h('strong', {}, count(wins)));
  return panel('interleaving', 'Which ranking people prefer',
    h('p', {}, verdict(found)),
    h('div', { class: 'wins' }, part(firstWins, first, 'v0'), part(ties, 'neither', 'ties'), part(secondWins, second, 'v1')),
    facts(
      ['People who preferred one', count(firstWins + secondWins)],
      [`Preference for ${second}, −1 to 1`, signed(preference)],
      [`Its interval, good at any time, ${share(confidence)}`, interval(range, signed)],
      ['p of the sign test', likelihood(found.signTestPValue)],
      ['p of the permutation test', likelihood(found.permutationTestPValue)]));
}

function verdict({ first, second, alwaysValidInterval: range }) {
  if (range === null) {
    return badge('wait', 'Too few people to tell');
  }
  return range.low > 0 ? badge('sure', `${second} is preferred`)
    : range.high < 0 ? badge('sure', `${first} is preferred`)
    : badge('wait', 'No preference shown yet');
}
