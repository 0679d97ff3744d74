import { h, panel } from './dom.js';
import { count, percent } from './figures.js';

/** The steps, each with the step that its share refers to. */
const STEPS = [
  ['impressions', 'Shown', null],
  ['requestsSent', 'Request sent', 'impressions'],
  ['requestsAccepted', 'Accepted', 'requestsSent'],
  ['firstMessages', 'First message', 'requestsAccepted'],
  ['shareReplies', 'Answered share', 'requestsAccepted'],
  ['likes', 'Liked a video', 'impressions'],
  ['comments', 'Commented', 'impressions'],
  ['reposts', 'Reposted', 'impressions'],
  ['dismissals', 'Dismissed', 'impressions'],
  ['blocks', 'Blocked', 'impressions'],
];

const OF = { impressions: 'of shown', requestsSent: 'of sent', requestsAccepted: 'of accepted' };

/** The numbers of suggestions that reached each step, for each variant. */
export function funnel(experiment, { variants }) {
  const named = variants.map(({ variant, ...rest }) => ({ ...rest, variant, series: Math.max(0, experiment.variants.findIndex(({ key }) => key === variant)) }));
  return panel('funnel', 'Funnel', h('div', { class: 'stacking' },
    h('table', { role: 'table' },
      h('caption', {}, 'Suggestions that reached each step, and their share of the step named below it. A viewer and a suggested user count once; “Shown” counts once per ranking.'),
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, h('td', { role: 'cell' }), named.map(({ variant, series }) => h('th', { role: 'columnheader', scope: 'col' }, h('span', { class: `key v${series}` }, variant))))),
      h('tbody', { role: 'rowgroup' }, STEPS.map(([step, label, base]) => h('tr', { role: 'row', class: step },
        h('th', { role: 'rowheader', scope: 'row' }, label, base && h('small', {}, OF[base])),
        named.map(({ variant, funnel: steps, series }) => h('td', { role: 'cell' }, bar(steps[step], base && steps[base], variant, series)))))))));
}

function bar(value, whole, variant, series) {
  const part = whole === null ? Math.sign(value) : whole > 0 ? value / whole : null;
  return h('div', { class: `bar v${series}`, 'data-variant': variant },
    h('span', { class: 'fill', 'aria-hidden': 'true', '--part': Math.min(1, part ?? 0) }),
    h('strong', {}, count(value)),
    whole !== null && h('span', { class: 'part' }, part === null ? '–' : percent(part)));
}
