import { facts, h, panel } from './dom.js';
import { badge } from './badge.js';
import { count, interval, likelihood, share, signed } from './figures.js';

/** The preference between two interleaved rankings. */
export function interleaving(experiment, { interleaving: found, confidence }) {
  if (found === null) {
    return null;
  }
  const { first, second, firstWins, secondWins, ties, preference, alwaysValidInterval: range } = found;
  const people = firstWins + secondWins + ties;
  const part = (wins, name, look) => h('div', { class: `part ${look}`, '--part': people > 0 ? wins / people : 0 },
    h('span', {}, name), h('strong', {}, count(wins)));
  return panel('interleaving', 'Preferred ranking',
    h('p', {}, verdict(found)),
    h('div', { class: 'wins' }, part(firstWins, first, 'v0'), part(ties, 'neither', 'ties'), part(secondWins, second, 'v1')),
    facts(
      ['Users with a preference', count(firstWins + secondWins)],
      [`Preference for ${second}, −1 to 1`, signed(preference)],
      [`Always-valid interval, ${share(confidence)}`, interval(range, signed)],
      ['p, sign test', likelihood(found.signTestPValue)],
      ['p, permutation test', likelihood(found.permutationTestPValue)]));
}

function verdict({ first, second, alwaysValidInterval: range }) {
  if (range === null) {
    return badge('wait', 'Too few users so far');
  }
  return range.low > 0 ? badge('sure', `${second} is preferred`)
    : range.high < 0 ? badge('sure', `${first} is preferred`)
    : badge('wait', 'No preference shown yet');
}
