import { h } from './dom.js';

const SIGNS = { good: '✓', bad: '✕', wait: '…', quiet: '' };

/** A short verdict. The sign repeats the meaning of the colour. */
export function badge(mood, text) {
  return h('span', { class: `badge ${mood}` }, SIGNS[mood] && h('span', { 'aria-hidden': 'true' }, `${SIGNS[mood]} `), text);
}

const MOODS = { RUNNING: 'running', DRAFT: 'draft', STOPPED: 'stopped', KILLED: 'killed' };

/** The state of an experiment. */
export function stateBadge(state, text) {
  return h('span', { class: `badge state ${MOODS[state] ?? 'quiet'}` }, text);
}
