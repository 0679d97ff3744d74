/** Who is signed in: one of the people of a local run, or whoever a pasted token belongs to. */

const PASTED = 'mutuals.lab.token';
const CHOSEN = 'mutuals.lab.persona';

let people = [];

/** Asks whom this server offers to sign in as; in production nobody. */
export async function load() {
  const settings = await (await fetch('/graphiql/settings.json')).json();
  people = settings.personas.map(({ handle, token }) => ({ handle, token, roles: rolesOf(token) }));
}

/** Everybody who can be signed in as, whoever brought a token last. */
export function everybody() {
  const token = sessionStorage.getItem(PASTED);
  return token ? [...people, { handle: 'your token', token, roles: rolesOf(token), pasted: true }] : people;
}

/** Who is signed in: as chosen, else whoever may experiment, else the first; undefined when nobody is. */
export function current() {
  const all = everybody();
  const chosen = sessionStorage.getItem(CHOSEN);
  return all.find(person => person.handle === chosen) ?? all.find(person => person.pasted) ?? all.find(mayExperiment) ?? all[0];
}

export function choose(handle) {
  sessionStorage.setItem(CHOSEN, handle);
}

/** Keeps a token until the tab is closed. */
export function paste(token) {
  sessionStorage.setItem(PASTED, token.replace(/^Bearer\s+/i, '').trim());
  sessionStorage.removeItem(CHOSEN);
}

export function forget() {
  sessionStorage.removeItem(PASTED);
  sessionStorage.removeItem(CHOSEN);
}

/** As far as the token tells; the server decides. */
function mayExperiment(person) {
  return person.roles?.some(role => role === 'experimenter' || role === 'admin') ?? false;
}

/** The roles that a token claims; null when it cannot be read here. */
function rolesOf(token) {
  try {
    const claims = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return (JSON.parse(atob(claims)).roles ?? []).map(role => role.toLowerCase());
  } catch {
    return null;
  }
}
