import { ask } from '/lab/api.js';

const SCHEMA = `{ __schema {
  queryType { name } mutationType { name } subscriptionType { name }
  types {
    name kind description
    fields(includeDeprecated: true) {
      name description isDeprecated deprecationReason type { ...ref } args(includeDeprecated: true) { ...input }
    }
    inputFields(includeDeprecated: true) { ...input }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
    interfaces { name } possibleTypes { name }
  }
} }
fragment input on __InputValue { name description defaultValue isDeprecated deprecationReason type { ...ref } }
fragment ref on __Type { name kind ofType { name kind ofType { name kind ofType { name kind ofType { name kind } } } } }`;

/** The schema of the server: its types by name, its elements by coordinate, and where each type is used. */
export async function load() {
  const { __schema: schema } = await ask(SCHEMA);
  const roots = [schema.queryType, schema.mutationType, schema.subscriptionType].filter(Boolean).map(({ name }) => name);
  const types = new Map(schema.types
    .filter(({ name }) => !name.startsWith('__'))
    .sort((one, other) => compare(one.name, other.name))
    .map(type => [type.name, type]));
  const elements = [];
  const uses = new Map();
  const use = (type, coordinate) => uses.set(type, [...uses.get(type) ?? [], coordinate]);
  const add = (coordinate, type, element, kind) => elements.push({
    coordinate, type, kind, name: element.name, description: element.description, deprecation: deprecation(element),
  });
  for (const type of types.values()) {
    add(type.name, type.name, type, kindOf(type));
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name}.${field.name}`;
      add(coordinate, type.name, field, 'field');
      use(named(field.type), coordinate);
      for (const argument of field.args) {
        add(`${coordinate}(${argument.name}:)`, type.name, argument, 'argument');
        use(named(argument.type), `${coordinate}(${argument.name}:)`);
      }
    }
    for (const field of type.inputFields ?? []) {
      add(`${type.name}.${field.name}`, type.name, field, 'input field');
      use(named(field.type), `${type.name}.${field.name}`);
    }
    for (const value of type.enumValues ?? []) {
      add(`${type.name}.${value.name}`, type.name, value, 'enum value');
    }
  }
  return { roots, types, elements, uses };
}

/** The kind of a type, in words. */
export function kindOf({ kind }) {
  return kind === 'INPUT_OBJECT' ? 'input' : kind.toLowerCase();
}

/** Why an element is deprecated, and the last day on which it is certain to work; null if it is not. */
export function deprecation({ isDeprecated, deprecationReason }) {
  return isDeprecated
    ? { reason: deprecationReason, date: /Removed after (\d{4}-\d\d-\d\d)\.$/.exec(deprecationReason)?.[1] ?? null }
    : null;
}

/** The name of the type inside lists and non-null types. */
export function named(type) {
  return type.ofType ? named(type.ofType) : type.name;
}

/** The address of an element on this page. */
export function address(coordinate) {
  const [type, rest] = coordinate.split(/\.(.*)/);
  return `#/types/${type}${rest ? `/${rest.replace(/\(.*/, '')}` : ''}`;
}

/**
 * The elements that fit a search, the best first: those of that name, then those whose name begins with it, those whose
 * coordinate contains it, and those that are described with it.
 */
export function search({ elements }, text) {
  const wanted = text.trim().toLowerCase();
  const rank = ({ name, coordinate, description }) => {
    const lower = name.toLowerCase();
    return lower === wanted || coordinate.toLowerCase() === wanted ? 0
      : lower.startsWith(wanted) ? 1
        : coordinate.toLowerCase().includes(wanted) ? 2
          : wanted.length > 2 && description?.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return elements.map(element => ({ ...element, rank: rank(element) }))
    .filter(found => found.rank < 4)
    .sort((one, other) => one.rank - other.rank || compare(one.coordinate, other.coordinate));
}

/** By code points, as the server orders coordinates. */
function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
