import { Failure, headers } from '/lab/api.js';
import { h, panel } from '/lab/dom.js';
import { address } from './model.js';

const TITLES = { BREAKING: 'Breaking', DANGEROUS: 'To look out for', SAFE: 'Safe' };

/** The releases, and what changed from each to the next: `#/changes`. */
export async function changes(fill, path, model) {
  const { releases, changes: sections } = await read();
  fill(
    h('h1', { tabindex: -1 }, 'Changes'),
    h('p', {}, 'Generate code from a release, by ', h('code', {}, '/graphql/schema.graphql?at='), ' and its tag.'),
    sections.map(section => panel(`since-${section.since.replaceAll('.', '-')} section`, section.tag ? `${section.tag}, ${section.date}` : 'Not released',
      section.changes.length === 0 && h('p', {}, `Nothing has changed since ${section.since}.`),
      Object.entries(TITLES).map(([severity, title]) => list(title, severity, section.changes, model)))),
    panel('releases', 'Releases', h('ul', { class: 'plain' }, releases.map(({ tag, date }) => h('li', {}, h('code', {}, tag), ` of ${date}`)))));
}

async function read() {
  let response;
  try {
    response = await fetch('/graphql/schema/releases', { headers: headers('application/json') });
  } catch {
    throw new Failure({ message: 'The server does not answer.', extensions: { code: 'UNAVAILABLE' } });
  }
  const answer = await response.json();
  if (answer.errors) {
    throw new Failure(answer.errors[0]);
  }
  return answer;
}

function list(title, severity, changes, model) {
  const some = changes.filter(change => change.severity === severity);
  return some.length > 0 && [
    h('h3', {}, `${title} `, h('small', {}, some.length)),
    h('ul', { class: 'changes' }, some.map(({ coordinate, text, reason }) => h('li', {},
      model.elements.some(element => element.coordinate === coordinate)
        ? h('a', { href: address(coordinate) }, h('code', {}, coordinate))
        : h('code', {}, coordinate),
      text.replace(`\`${coordinate}\``, '').replaceAll('`', ''), reason && ` ${reason}`))),
  ];
}
