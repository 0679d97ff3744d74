/** Labels for the enums of the API. */

/** The label of each metric, the meaning of a value, and whether it is a rate. */
const METRICS = {
  IMPRESSIONS: { label: 'Suggestions shown', each: 'per user' },
  REQUESTS_SENT: { label: 'Requests sent', each: 'per user' },
  REQUESTS_ACCEPTED: { label: 'Requests accepted', each: 'per user' },
  DISMISSALS: { label: 'Dismissals', each: 'per user' },
  BLOCKS: { label: 'Blocks', each: 'per user' },
  FIRST_MESSAGES: { label: 'First messages', each: 'per user' },
  SHARE_REPLIES: { label: 'Answered shares', each: 'per user' },
  LIKES: { label: 'Likes', each: 'per user' },
  COMMENTS: { label: 'Comments', each: 'per user' },
  REPOSTS: { label: 'Reposts', each: 'per user' },
  REQUEST_RATE: { label: 'Request rate', each: 'of suggestions shown', rate: true },
  ACCEPTANCE_RATE: { label: 'Acceptance rate', each: 'of requests sent', rate: true },
};

/** All metrics, in the order of the API. */
export const METRIC_NAMES = Object.keys(METRICS);

/** The metrics that count once per suggested user. */
export const COUNTED_ONCE = METRIC_NAMES.filter(name => name !== 'IMPRESSIONS' && !isRate(name));

export function metric(name) {
  return METRICS[name]?.label ?? sentence(name);
}

export function metricInFull(name) {
  return `${metric(name)} ${METRICS[name]?.each ?? ''}`.trim();
}

/** Whether a metric is a rate. */
export function isRate(name) {
  return METRICS[name]?.rate === true;
}

const KINDS = { AB: 'A/B', INTERLEAVING: 'Interleaving' };
const UNITS = { USER: 'user', GRAPH_CLUSTER: 'community', EGO_CLUSTER: 'user with their friends' };
const UNITS_COUNTED = { USER: 'users', GRAPH_CLUSTER: 'communities', EGO_CLUSTER: 'users with their friends' };
const ACTIONS = { GUARDRAIL_STOPPED: 'Stopped by a guardrail', OVERRIDDEN: 'Trial variant changed', SIMULATED: 'Simulated' };
const REASONS = {
  ASSIGNED: 'assigned by the hash',
  OVERRIDE: 'a trial variant; the results exclude the user',
  HELD_OUT: 'the user is in the holdout, which takes part in no experiment',
  OUTSIDE_LAYER_SHARE: 'the user’s position in the layer is outside the reserved part',
  NOT_RAMPED: 'the ramp does not include the user yet',
  NO_CLUSTER: 'the user is in no cluster of the experiment',
};

export const kind = name => KINDS[name] ?? sentence(name);
export const unit = name => UNITS[name] ?? sentence(name);
export const unitsCounted = name => UNITS_COUNTED[name] ?? 'units';
export const action = name => ACTIONS[name] ?? sentence(name);
export const reason = name => REASONS[name] ?? sentence(name);
export const state = name => sentence(name);

/** A readable form of an enum value without a label, such as one newer than this page. */
function sentence(name) {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
