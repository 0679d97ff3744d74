import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql', // GET /graphql/schema.graphql
  documents: 'operations/*.graphql',
  generates: {
    'generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        strictScalars: true,
        scalars: { ID: 'string', Date: 'string', DateTime: 'string', EventCursor: 'string' },
        enumsAsTypes: true,
        futureProofEnums: true,
      },
    },
  },
};

export default config;
