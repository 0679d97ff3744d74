import { facts, h } from './dom.js';
import { stateBadge } from './badge.js';
import { lifecycle } from './lifecycle.js';
import { table } from './table.js';
import { moment, percent, share } from './figures.js';
import * as words from './words.js';

/** The definition and state of an experiment, with the actions that its state allows. */
export function heading(experiment, changed) {
  const { key, hypothesis, state, version, createdAt, startedAt, endedAt, ramp } = experiment;
  return h('header', { class: 'experiment' },
    h('div', { class: 'title' },
      h('h1', { tabindex: -1 }, key), stateBadge(state, words.state(state)), lifecycle(experiment, changed)),
    h('div', {}, h('p', { class: 'hypothesis' }, hypothesis), facts(
      ['Kind', words.kind(experiment.kind)],
      ['Unit', words.unit(experiment.unit)],
      ['Layer', [experiment.layer, h('small', {}, ` ${share(experiment.share)} of it reserved`)]],
      ['Takes part', [h('span', { class: 'meter', '--part': ramp, 'aria-hidden': 'true' }), share(ramp)]],
      ['Decided by', words.metric(experiment.primaryMetric)],
      startedAt ? ['Started', h('time', { datetime: startedAt }, moment(startedAt))] : ['Created', h('time', { datetime: createdAt }, moment(createdAt))],
      ...(endedAt ? [['Ended', h('time', { datetime: endedAt }, moment(endedAt))]] : []),
      ['Version', version])),
    variants(experiment));
}

function variants({ variants: all, kind }) {
  const weights = all.reduce((sum, { weight }) => sum + weight, 0);
  const explores = all.some(({ explore }) => explore > 0);
  const columns = ['Variant', 'Strategy', ...(kind === 'AB' ? ['Share'] : []), ...(explores ? ['Random first place'] : [])];
  return h('div', { class: 'variants' }, table(kind === 'AB' ? 'The variants; the first is the control' : 'The variants; each user gets both', columns, all.map(({ key, strategy, weight, explore, exploreAmong }, index) => [
      h('span', { class: `key v${index}` }, key),
      h('code', {}, strategy),
      ...(kind === 'AB' ? [percent(weight / weights)] : []),
      ...(explores ? [explore > 0 ? `${share(explore)}, among ${exploreAmong}` : 'never'] : []),
    ])));
}
