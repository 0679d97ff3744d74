import { h } from './dom.js';

const SIGNS = { good: '✓', bad: '✕', wait: '…', quiet: '' };

/** A verdict in a word or two; its sign says the same as its colour. */
export function badge(mood, text) {
  return h('span', { class: `badge ${mood}` }, SIGNS[mood] && h('span', { 'aria-hidden': 'true' }, `${SIGNS[mood]} `), text);
}

const MOODS = { RUNNING: 'running', DRAFT: 'draft', STOPPED: 'stopped', KILLED: 'killed' };

/** How far an experiment has come. */
export function stateBadge(state, text) {
  return h('span', { class: `badge state ${MOODS[state] ?? 'quiet'}` }, text);
}
