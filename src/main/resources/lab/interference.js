import { facts, h, panel } from './dom.js';
import { count, interval, percent, plain, signed } from './figures.js';

/** An estimate of how far friendships between variants bias the effects. */
export function interference({ unit }, { interference: report }) {
  if (report === null) {
    return null;
  }
  const clusters = unit === 'USER' ? 'communities' : 'assigned clusters';
  const spill = report.spillover === null ? 'cannot be estimated'
    : [signed(report.spillover), report.spilloverInterval && h('small', { class: 'below' }, interval(report.spilloverInterval, signed))];
  return panel('interference', 'Interference between friends', facts(
    ['Friendships across variants', percent(report.crossVariantFriendships)],
    [capital(clusters), count(report.clusters)],
    [`Friendships across ${clusters}`, percent(report.crossClusterFriendships)],
    [`Users needed by ${clusters}`, report.designEffect === null ? 'cannot be estimated' : `× ${plain(report.designEffect)}`],
    ['Spillover on the control', spill]),
  h('p', { class: 'hint' }, 'Spillover: the change in the metric of control users when all of their friends have another variant.'));
}

function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
