package io.mutuals.schema;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.UnExecutableSchemaGenerator;

/** The one textual form of a schema, in which it is served, kept for each release, and compared. */
public final class SchemaText {

    /** The one directive that tools do not know by themselves. */
    private static final String OWN_DIRECTIVE = "semanticNonNull";

    private SchemaText() {}

    /** Prints a schema in the schema definition language, in an order that does not depend on its source files. */
    public static String of(GraphQLSchema schema) {
        return new SchemaPrinter(
                        SchemaPrinter.Options.defaultOptions().includeDirectiveDefinition(OWN_DIRECTIVE::equals))
                .print(schema);
    }

    /**
     * Parses a text of the schema definition language, of one or several files. The result executes nothing.
     *
     * @throws graphql.schema.idl.errors.SchemaProblem if it is none
     */
    public static GraphQLSchema parse(String text) {
        return UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(text));
    }
}
