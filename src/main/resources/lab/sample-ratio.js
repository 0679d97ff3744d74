import { h, panel } from './dom.js';
import { badge } from './badge.js';
import { table } from './table.js';
import { change, count, likelihood } from './figures.js';
import { unitsCounted } from './words.js';

/** Whether the variants have as many people as they should. */
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
    h('p', {}, isMismatch ? badge('bad', 'MISMATCH') : badge('good', 'OK'), h('small', {}, ` p ${likelihood(pValue)} for who looks once`)),
    isMismatch && h('p', {}, 'Something puts people into one variant, or loses them from one. No figure of this experiment can be trusted.'),
    table(`How many ${unitsCounted(unit)} each variant has, and should have`, ['Variant', 'Observed', 'Expected', 'Off by'], rows));
}
