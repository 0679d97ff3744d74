import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printType, type GraphQLSchema } from 'graphql';
import { ask } from './world';

test('the schema as text and by introspection is the same', async () => {
  const types = (schema: GraphQLSchema) =>
    new Map(Object.values(lexicographicSortSchema(schema).getTypeMap()).map((type) => [type.name, printType(type)] as const));
  const text = types(buildSchema(readFileSync('schema.graphql', 'utf8')));
  const query = getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true, specifiedByUrl: true });
  const introspected = types(buildClientSchema(await ask('friend1', query)));
  assert.deepEqual([...introspected.keys()].sort(), [...text.keys()].sort());
  for (const [name, printed] of text) assert.equal(introspected.get(name), printed);
});
