import { ask } from './api.js';
import { h, panel } from './dom.js';
import { PEOPLE } from './documents.js';
import { moment } from './figures.js';
import { action } from './words.js';

const AT_ONCE = 100;

/** Who changed what, the latest first, and who has a variant for a trial. */
export function audit({ audit: changes, overrides }) {
  const ids = [...new Set([...changes.map(change => change.actorId), ...overrides.map(one => one.userId)])].filter(Boolean);
  const section = panel('audit', 'Audit trail',
    h('ol', { class: 'trail' }, changes.map(({ action: deed, at, actorId, isSimulated, detail, note, version }) => h('li', {},
      h('strong', {}, action(deed)), ' ', h('small', {}, `version ${version}`),
      h('p', {}, detail),
      note && h('p', { class: 'note' }, note),
      h('small', {}, h('time', { datetime: at }, moment(at)), ' · ', isSimulated ? 'a simulation' : actorId ? who(actorId) : 'a guardrail')))),
    overrides.length > 0 && [h('h3', {}, 'For a trial'), h('ul', { class: 'plain' }, overrides.map(({ userId, variant }) =>
      h('li', {}, who(userId), ` has ${variant}`)))]);
  name(section, ids.slice(0, AT_ONCE));
  return section;
}

function who(id) {
  return h('span', { 'data-person': id }, id);
}

/** Puts handles in the place of ids, for those whom the viewer may see. */
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
    // The ids are there already; names are a courtesy.
  }
}
