/** What the enums of the API say to people. */

/** Metrics: what they are called, what one value means, and whether they are parts of a whole. */
const METRICS = {
  IMPRESSIONS: { label: 'Suggestions shown', each: 'for each person' },
  REQUESTS_SENT: { label: 'Requests sent', each: 'for each person' },
  REQUESTS_ACCEPTED: { label: 'Requests accepted', each: 'for each person' },
  DISMISSALS: { label: 'Dismissals', each: 'for each person' },
  BLOCKS: { label: 'Blocks', each: 'for each person' },
  FIRST_MESSAGES: { label: 'First messages', each: 'for each person' },
  SHARE_REPLIES: { label: 'Answered shares', each: 'for each person' },
  REQUEST_RATE: { label: 'Request rate', each: 'of suggestions shown', rate: true },
  ACCEPTANCE_RATE: { label: 'Acceptance rate', each: 'of requests sent', rate: true },
};

/** All metrics, in the order of the API. */
export const METRIC_NAMES = Object.keys(METRICS);

/** Those that are counted once for each suggested person. */
export const COUNTED_ONCE = METRIC_NAMES.filter(name => name !== 'IMPRESSIONS' && !isRate(name));

export function metric(name) {
  return METRICS[name]?.label ?? sentence(name);
}

export function metricInFull(name) {
  return `${metric(name)} ${METRICS[name]?.each ?? ''}`.trim();
}

/** Whether the values of a metric are parts of a whole. */
export function isRate(name) {
  return METRICS[name]?.rate === true;
}

const KINDS = { AB: 'A/B', INTERLEAVING: 'Interleaving' };
const UNITS = { USER: 'person', GRAPH_CLUSTER: 'community', EGO_CLUSTER: 'person with their friends' };
const UNITS_COUNTED = { USER: 'people', GRAPH_CLUSTER: 'communities', EGO_CLUSTER: 'people with their friends' };
const ACTIONS = { GUARDRAIL_STOPPED: 'Stopped by a guardrail', OVERRIDDEN: 'Variant set by hand', SIMULATED: 'Lived through by a simulation' };
const REASONS = {
  ASSIGNED: 'the hash says so',
  OVERRIDE: 'they have it for a trial, and are left out of the results',
  HELD_OUT: 'they are among those who never take part in experiments',
  OUTSIDE_LAYER_SHARE: 'their part of the layer belongs to other experiments, or to none',
  NOT_RAMPED: 'the experiment is not ramped up to them yet',
  NO_CLUSTER: 'they are in no cluster of the experiment',
};

export const kind = name => KINDS[name] ?? sentence(name);
export const unit = name => UNITS[name] ?? sentence(name);
export const unitsCounted = name => UNITS_COUNTED[name] ?? 'units';
export const action = name => ACTIONS[name] ?? sentence(name);
export const reason = name => REASONS[name] ?? sentence(name);
export const state = name => sentence(name);

/** A name of the API that has no words of its own, such as a value that is newer than this page. */
function sentence(name) {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
