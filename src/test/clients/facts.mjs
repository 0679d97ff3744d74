// Writes what the caches need to know of the schema, when the app is built.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getIntrospectedSchema, minifyIntrospectionQuery } from '@urql/introspection';
import { buildSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';

const PAGING = ['first', 'after', 'last', 'before'];
const schema = buildSchema(readFileSync('schema.graphql', 'utf8')); // GET /graphql/schema.graphql
const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
const objects = types.filter(isObjectType);
const fields = (type) => Object.values(type.getFields());
const roots = ['Query', 'Mutation', 'Subscription'];

const facts = {
  /** The types of each interface and union. */
  possibleTypes: Object.fromEntries(
    types.filter(isAbstractType).map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
  ),
  /** The types without an id: they are parts of their parents. */
  parts: objects.filter((type) => !type.getFields().id && !roots.includes(type.name)).map(({ name }) => name),
  /** The paged fields of each type, with the arguments that select another list. */
  pages: Object.fromEntries(
    objects
      .map((type) => [type, fields(type).filter((field) => getNamedType(field.type).name.endsWith('Connection'))])
      .filter(([, paged]) => paged.length > 0)
      .map(([type, paged]) => [
        type.name,
        Object.fromEntries(
          paged.map(({ name, args }) => [name, args.map((arg) => arg.name).filter((arg) => !PAGING.includes(arg))]),
        ),
      ]),
  ),
};

mkdirSync('generated', { recursive: true });
writeFileSync('generated/facts.json', JSON.stringify(facts));
writeFileSync('generated/introspection.json', JSON.stringify(minifyIntrospectionQuery(getIntrospectedSchema(schema))));
