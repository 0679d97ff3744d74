import { ask } from './api.js';
import { EXPERIMENTS } from './documents.js';
import { h } from './dom.js';
import { stateBadge } from './badge.js';
import { wideTable } from './table.js';
import { moment, share } from './figures.js';
import * as words from './words.js';

const PAGE = 50;
const STATES = ['RUNNING', 'DRAFT', 'STOPPED', 'KILLED'];

/** The list of experiments, newest first. */
export async function experiments(fill, { query }, signal) {
  const state = query.get('state');
  const nodes = [];
  const list = h('div', {});
  const more = async after => {
    const { experiments: page } = await ask(EXPERIMENTS, { state, first: PAGE, after });
    if (signal.aborted) {
      return;
    }
    nodes.push(...page.nodes);
    list.replaceChildren(nodes.length > 0 ? rows(nodes, page.totalCount) : nothing(state),
      ...(page.pageInfo.hasNextPage ? [h('button', { type: 'button', click: () => more(page.pageInfo.endCursor) }, 'More')] : []));
  };
  await more(null);
  fill(h('div', { class: 'title' }, h('h1', { tabindex: -1 }, 'Experiments'), filters(state)), list);
}

function filters(chosen) {
  const link = (state, text) => h('a', { href: state ? `#/?state=${state}` : '#/', 'aria-current': state === chosen ? 'true' : null }, text);
  return h('nav', { class: 'filters', 'aria-label': 'Filter by state' }, link(null, 'All'), STATES.map(state => link(state, words.state(state))));
}

function rows(nodes, total) {
  return wideTable(`${nodes.length} of ${total}, newest first`,
    ['Experiment', 'State', 'Takes part', 'Compares', 'Layer', 'Decided by', 'Since'],
    nodes.map(({ key, hypothesis, state, ramp, kind, variants, layer, share: part, primaryMetric, createdAt, startedAt }) => [
      [h('a', { href: `#/experiments/${encodeURIComponent(key)}` }, key), h('small', { class: 'clamped' }, hypothesis)],
      stateBadge(state, words.state(state)),
      [h('span', { class: 'meter', '--part': ramp, 'aria-hidden': 'true' }), share(ramp)],
      [words.kind(kind), h('small', {}, variants.map(variant => variant.key).join(', '))],
      [layer, h('small', {}, `${share(part)} reserved`)],
      words.metric(primaryMetric),
      h('time', { datetime: startedAt ?? createdAt }, moment(startedAt ?? createdAt)),
    ]), 'list');
}

function nothing(state) {
  return h('p', { class: 'empty' }, state ? `No experiment is ${words.state(state).toLowerCase()}. ` : 'There are no experiments yet. ',
    'The tab Experiment of ', h('a', { href: '/graphiql' }, 'GraphiQL'), ' shows how to create one.');
}
