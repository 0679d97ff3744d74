import { ask } from '/lab/api.js';
import { h } from '/lab/dom.js';
import * as session from '/lab/session.js';

const USAGE = `query SchemaPageUsage($coordinate: String, $filter: SchemaUsageFilter!, $after: String) {
  schemaUsage(coordinate: $coordinate, filter: $filter, first: 100, after: $after) {
    countedSince pageInfo { hasNextPage endCursor }
    nodes { coordinate requestCount lastUsedOn callerCount callers { operation app version requestCount lastUsedOn } }
  }
}`;

/** The usage of an element and its parts by coordinate; null for those who are not administrators. */
export async function usageOf(coordinate, signal, filter = 'ALL') {
  if (!session.current()?.roles?.includes('admin')) {
    return null;
  }
  const all = new Map();
  let after = null;
  do {
    const { schemaUsage: page } = await ask(USAGE, { coordinate, filter, after });
    page.nodes.forEach(node => all.set(node.coordinate, { ...node, since: page.countedSince }));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after && !signal.aborted);
  return all;
}

/** How often an element was used, and by whom. */
export function usageSign(usage) {
  if (!usage) {
    return h('span', { class: 'usage' });
  }
  if (usage.requestCount === 0) {
    return h('span', { class: 'usage none' }, usage.since ? 'not used' : 'nothing counted yet');
  }
  return h('details', { class: 'usage' },
    h('summary', {}, `${usage.requestCount.toLocaleString('en')} ${usage.requestCount === 1 ? 'request' : 'requests'}`),
    h('p', { class: 'hint' }, `In the 30 days to today, since ${usage.since}; last on ${usage.lastUsedOn}.`),
    h('ul', { class: 'plain' }, usage.callers.map(({ operation, app, version, requestCount }) =>
      h('li', {}, h('strong', {}, operation), ` of ${app} ${version}: ${requestCount.toLocaleString('en')}`))),
    usage.callerCount > usage.callers.length && h('p', { class: 'hint' }, `and ${usage.callerCount - usage.callers.length} more`));
}
