import { h, panel } from './dom.js';
import { badge } from './badge.js';
import { table } from './table.js';
import { change, count, likelihood } from './figures.js';
import { unitsCounted } from './words.js';

/** A comparison of the numbers of units with the weights. */
export function sampleRatio({ variants, unit }, { sampleRatio: check }) {
  if (check === null) {
    return null;
  }
  const { observed, expected, pValue, isMismatch } = check;
  const rows = variants.map(({ key }, index) => [
    h('span', { class: `key v${index}` }, key),
    count(observed[index]),
    count(expected[index]),
    expected[index] > 0 ? change(observed[index] / expected[index] - 1) : '–',
  ]);
  return panel(isMismatch ? 'sample-ratio broken' : 'sample-ratio', 'Sample ratio',
    h('p', {}, isMismatch ? badge('bad', 'MISMATCH') : badge('good', 'OK'), h('small', {}, ` p ${likelihood(pValue)}, for a single look`)),
    isMismatch && h('p', {}, 'Some defect adds users to a variant, or loses them from one. No figure of this experiment can be trusted.'),
    table(`Observed and expected ${unitsCounted(unit)} of each variant`, ['Variant', 'Observed', 'Expected', 'Off by'], rows));
}
