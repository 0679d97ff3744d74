import { ask } from './api.js';
import { SIDE_BY_SIDE, STRATEGIES } from './documents.js';
import { choice, entry, h, panel, svg } from './dom.js';
import { form } from './form.js';
import { find } from './person.js';
import { moment, plain } from './figures.js';

const SIZES = ['10', '20', '50', '100'];
// The row height of the style sheet.
const ROW = 40;
const GAP = 72;

/** Compares what two strategies would suggest to a user, without showing it to them. */
export async function sideBySide(fill, { query }) {
  const { strategies } = await ask(STRATEGIES);
  const names = strategies.map(({ name, isStandard }) => [name, isStandard ? `${name} (standard)` : name]);
  const standard = strategies.find(({ isStandard }) => isStandard)?.name ?? names[0]?.[0];
  const other = strategies.find(({ name }) => name !== standard)?.name ?? standard;
  const asked = form('row', [
    entry('person', 'Handle or id', { required: true, value: query.get('person') ?? '', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' }),
    choice('left', 'Left', names, query.get('left') ?? standard),
    choice('right', 'Right', names, query.get('right') ?? other),
    entry('asOf', 'As of (optional)', { type: 'datetime-local', value: query.get('asOf') ?? '' }),
    choice('first', 'How many', SIZES.map(size => [size, size]), query.get('first') ?? '20'),
  ], 'Compare', async fields => {
    history.replaceState(null, '', `#/side-by-side?${new URLSearchParams(fields)}`);
    return compare(fields);
  });
  fill(h('h1', { tabindex: -1 }, 'Side by side'),
    h('p', { class: 'hint' }, 'What two strategies would suggest to a user. The user sees nothing of it, and nothing is counted.'), asked);
  if (query.get('person')) {
    asked.querySelector('form').requestSubmit();
  }
}

async function compare({ person, left, right, asOf, first }) {
  const user = await find(person);
  if (user === null) {
    return h('p', { class: 'refusal' }, `There is no user ${person}, or none that you may see.`);
  }
  const found = await ask(SIDE_BY_SIDE, {
    userId: user.id, left, right, first: Number(first), asOf: asOf ? new Date(asOf).toISOString() : null });
  return panel('compared', `For ${user.displayName} (${user.handle})`, summary(found), lists(found));
}

function summary({ left, right }) {
  const both = right.places.filter(place => isWithin(place.comparedPlace, left));
  const moved = both.filter(place => place.moved !== 0).length;
  const then = right.asOf && ` As of ${moment(right.asOf)}, from friends of friends alone, on the friendships of that time except those that ended since.`;
  return h('p', {}, `${right.places.length - both.length} new, ${right.left.length} gone, ${moved} moved, ${both.length - moved} unchanged.`, then);
}

/** Whether a place is among those shown. */
function isWithin(place, { places }) {
  return place !== null && place <= places.length;
}

function lists({ left, right }) {
  const both = right.places.filter(place => isWithin(place.comparedPlace, left));
  const now = new Map([...right.places, ...right.left].map(place => [place.comparedPlace, place.place]));
  return h('div', { class: 'side-by-side' },
    list(left, ({ place }) => {
      const target = now.get(place) ?? null;
      return target === null ? ['left', 'gone', 'gone']
        : isWithin(target, right) ? ['stays', `→ ${target}`, `now at ${target}`]
        : ['left', `→ ${target}`, `gone, to ${target}`];
    }),
    links(both, Math.max(left.places.length, right.places.length)),
    list(right, ({ comparedPlace, moved }) => {
      const look = isWithin(comparedPlace, left) ? null : 'came';
      return comparedPlace === null ? [look, 'new', 'new']
        : moved > 0 ? [look ?? 'up', `▲ ${moved}`, `up ${moved} from ${comparedPlace}`]
        : moved < 0 ? [look ?? 'down', `▼ ${-moved}`, `down ${-moved} from ${comparedPlace}`]
        : ['stays', '=', 'unchanged'];
    }));
}

function list({ strategy, ranker, places }, mark) {
  const scored = places.some(({ score }) => score !== null);
  return h('section', {}, h('h3', {}, scored && h('small', { class: 'scores' }, 'score'), strategy, h('small', {}, ` ${ranker}`)),
    places.length === 0 && h('p', { class: 'empty' }, 'No suggestions.'),
    h('ol', { class: 'places' }, places.map(place => {
      const [look, sign, words] = mark(place);
      return h('li', { class: look },
        h('span', { class: 'place' }, place.place),
        h('span', { class: 'who' }, place.user
          ? [place.user.displayName, h('small', {}, ` ${place.user.handle}`)]
          : h('em', {}, 'a user that you may not see')),
        scored && h('small', { class: 'score', title: 'Score' }, plain(place.score)),
        h('span', { class: 'moved', title: words }, h('span', { 'aria-hidden': 'true' }, sign), h('span', { class: 'unseen' }, words)));
    })));
}

/** A line from each place on the left to the same user on the right. */
function links(places, rows) {
  const y = place => (place - 0.5) * ROW;
  return svg('svg', { class: 'links', width: GAP, height: rows * ROW, viewBox: `0 0 ${GAP} ${rows * ROW}`, 'aria-hidden': 'true' },
    places.map(({ place, comparedPlace, moved }) => svg('path', {
      class: moved > 0 ? 'up' : moved < 0 ? 'down' : 'stays',
      d: `M0 ${y(comparedPlace)} C${GAP / 2} ${y(comparedPlace)} ${GAP / 2} ${y(place)} ${GAP} ${y(place)}`,
    })));
}
