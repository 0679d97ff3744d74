import { facts, h, panel } from './dom.js';
import { count, interval, percent, plain, signed } from './figures.js';

/** How much friends in different variants may have blurred the effects. */
export function interference(experiment, { interference: report }) {
  if (report === null) {
    return null;
  }
  const spill = report.spillover === null ? 'cannot be told'
    : [signed(report.spillover), report.spilloverInterval && h('small', { class: 'below' }, interval(report.spilloverInterval, signed))];
  return panel('interference', 'Interference between friends', facts(
    ['Friendships across variants', percent(report.crossVariantFriendships)],
    ['Communities', count(report.clusters)],
    ['Friendships across communities', percent(report.crossClusterFriendships)],
    ['People needed by community', report.designEffect === null ? 'cannot be told' : `× ${plain(report.designEffect)}`],
    ['Spillover on the control', spill]),
  h('p', { class: 'hint' }, 'Spillover: how much more, or less, people of the control do when all of their friends have another variant.'));
}
