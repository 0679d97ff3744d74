/** The signed-in user: a persona of a local run, or the owner of a pasted token. */

const PASTED = 'mutuals.lab.token';
const CHOSEN = 'mutuals.lab.persona';

let personas = [];

/** Loads the personas that the server offers; none in production. */
export async function load() {
  const settings = await (await fetch('/graphiql/settings.json')).json();
  personas = settings.personas.map(({ handle, token }) => ({ handle, token, roles: rolesOf(token) }));
}

/** All users to sign in as, the owner of a pasted token last. */
export function users() {
  const token = sessionStorage.getItem(PASTED);
  return token ? [...personas, { handle: 'your token', token, roles: rolesOf(token), pasted: true }] : personas;
}

/**
 * The signed-in user: the chosen one, else the owner of a pasted token, else an experimenter, else the first; undefined
 * if there is none.
 */
export function current() {
  const all = users();
  const chosen = sessionStorage.getItem(CHOSEN);
  return all.find(person => person.handle === chosen) ?? all.find(person => person.pasted) ?? all.find(mayExperiment) ?? all[0];
}

export function choose(handle) {
  sessionStorage.setItem(CHOSEN, handle);
}

/** Stores a token until the tab is closed. */
export function paste(token) {
  sessionStorage.setItem(PASTED, token.replace(/^Bearer\s+/i, '').trim());
  sessionStorage.removeItem(CHOSEN);
}

export function forget() {
  sessionStorage.removeItem(PASTED);
  sessionStorage.removeItem(CHOSEN);
}

/** According to the token only; the server decides. */
function mayExperiment(person) {
  return person.roles?.some(role => role === 'experimenter' || role === 'admin') ?? false;
}

/** The roles that a token claims; null if the token is unreadable. */
function rolesOf(token) {
  try {
    const claims = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return (JSON.parse(atob(claims)).roles ?? []).map(role => role.toLowerCase());
  } catch {
    return null;
  }
}
