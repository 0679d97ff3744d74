import { ask } from './api.js';
import { h, panel } from './dom.js';
import { PEOPLE } from './documents.js';
import { moment } from './figures.js';
import { action } from './words.js';

const MAX_NAMES = 100;

/** The audit trail, newest first, and the users with trial variants. */
export function audit({ audit: changes, overrides }) {
  const ids = [...new Set([...changes.map(change => change.actorId), ...overrides.map(one => one.userId)])].filter(Boolean);
  const section = panel('audit', 'Audit trail',
    h('ol', { class: 'trail' }, changes.map(({ action: kind, at, actorId, isSimulated, detail, note, version }) => h('li', {},
      h('strong', {}, action(kind)), ' ', h('small', {}, `version ${version}`),
      h('p', {}, detail),
      note && h('p', { class: 'note' }, note),
      h('small', {}, h('time', { datetime: at }, moment(at)), ' · ', isSimulated ? 'a simulation' : actorId ? user(actorId) : 'a guardrail')))),
    overrides.length > 0 && [h('h3', {}, 'Trial variants'), h('ul', { class: 'plain' }, overrides.map(({ userId, variant }) =>
      h('li', {}, user(userId), ` has ${variant}`)))]);
  name(section, ids.slice(0, MAX_NAMES));
  return section;
}

function user(id) {
  return h('span', { 'data-person': id }, id);
}

/** Replaces ids by handles, for users that the viewer may see. */
async function name(section, ids) {
  if (ids.length === 0) {
    return;
  }
  try {
    const { nodes } = await ask(PEOPLE, { ids });
    for (const person of nodes.filter(Boolean)) {
      section.querySelectorAll(`[data-person="${CSS.escape(person.id)}"]`).forEach(place => {
        place.textContent = person.handle;
        place.title = person.displayName;
      });
    }
  } catch {
    // The ids stay readable without names.
  }
}
