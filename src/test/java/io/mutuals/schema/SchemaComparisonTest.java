package io.mutuals.schema;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import io.mutuals.SideBySide;
import io.mutuals.schema.SchemaChange.Severity;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which differences of two schemas break clients, also where the engine's own comparison sees none. */
@SideBySide
class SchemaComparisonTest {

    private static final String BASE = """
            interface Node { id: ID! }
            union Pet = Cat | Dog
            enum Size { SMALL LARGE }
            input Filter { size: Size text: String! limit: Int = 3 }
            type Cat implements Node { id: ID! lives: Int! names: [String!]! size: Size }
            type Dog { age: Int walk(far: Int = 1 near: Int): Int }
            type Hidden implements Node { id: ID! word: Int }
            type Query { pet(filter: Filter size: Size = SMALL): Pet node: Node }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            size: Size } ; } ; BREAKING ; Cat.size ; was removed.
            lives: Int! ; lives: Int ; BREAKING ; Cat.lives ; changed its type: from `Int!` to `Int`.
            lives: Int! ; lives: [Int!]! ; BREAKING ; Cat.lives ; changed its type: from `Int!` to `[Int!]!`.
            names: [String!]! ; names: [String]! ; BREAKING ; Cat.names ; changed its type: from `[String!]!` to `[String]!`.
            age: Int ; age: Int! ; SAFE ; Dog.age ; changed its type: from `Int` to `Int!`.
            far: Int = 1 ; '' ; BREAKING ; Dog.walk(far:) ; was removed.
            near: Int ; near: Int by: Int ; SAFE ; Dog.walk(by:) ; was added.
            near: Int ; near: Int by: Int! ; BREAKING ; Dog.walk(by:) ; was added, and is required.
            near: Int ; near: Int by: Int! = 1 ; SAFE ; Dog.walk(by:) ; was added.
            near: Int ; near: Int! ; BREAKING ; Dog.walk(near:) ; changed its type: from `Int` to `Int!`.
            far: Int = 1 ; far: Int = 2 ; DANGEROUS ; Dog.walk(far:) ; changed its default: from `1` to `2`.
            far: Int = 1 ; far: Int ; DANGEROUS ; Dog.walk(far:) ; changed its default: from `1` to none.
            SMALL LARGE ; SMALL ; BREAKING ; Size.LARGE ; was removed.
            SMALL LARGE ; SMALL LARGE HUGE ; DANGEROUS ; Size.HUGE ; was added.
            text: String! ; '' ; BREAKING ; Filter.text ; was removed.
            text: String! ; text: String! more: Int ; SAFE ; Filter.more ; was added.
            text: String! ; text: String! more: Int! ; BREAKING ; Filter.more ; was added, and is required.
            text: String! ; text: String! more: Int! = 1 ; SAFE ; Filter.more ; was added.
            text: String! ; text: String ; SAFE ; Filter.text ; changed its type: from `String!` to `String`.
            { size: Size text ; { size: Size! text ; BREAKING ; Filter.size ; changed its type: from `Size` to `Size!`.
            limit: Int = 3 ; limit: Int = 4 ; DANGEROUS ; Filter.limit ; changed its default: from `3` to `4`.
            Cat | Dog ; Cat ; BREAKING ; Pet ; has no longer the member `Dog`.
            Cat | Dog ; Cat | Dog | Hidden ; DANGEROUS ; Pet ; has the new member `Hidden`.
            Cat implements Node ; Cat ; BREAKING ; Cat ; implements no longer `Node`.
            word: Int ; '' ; BREAKING ; Hidden.word ; was removed.
            union Pet = Cat | Dog ; type Pet { id: ID } ; BREAKING ; Pet ; became of another kind: from union to object type.
            age: Int ; age: Int weight: Int ; SAFE ; Dog.weight ; was added.
            age: Int ; age: Int @deprecated(reason: "a") ; SAFE ; Dog.age ; is deprecated: a
            """)
    void eachDifferenceIsToldWithItsMeaningForClients(
            String from, String to, Severity severity, String coordinate, String text) {
        assertThat(BASE).contains(from);
        GraphQLSchema before = SchemaText.parse(BASE);
        GraphQLSchema after = SchemaText.parse(BASE.replace(from, to));
        List<SchemaChange> changes = SchemaComparison.between(before, after);
        assertThat(changes).containsExactly(new SchemaChange(severity, coordinate, "`" + coordinate + "` " + text));
        assertThat(SchemaComparison.between(before, before)).isEmpty();
        boolean strict = to.contains("Int!") && to.contains("= 1");
        assertThat(engineBreaks(before, after) && severity != Severity.BREAKING)
                .as("The engine calls it breaking; a required input with a default is no reason")
                .isEqualTo(strict);
    }

    private static boolean engineBreaks(GraphQLSchema before, GraphQLSchema after) {
        CapturingReporter reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(SchemaDiffSet.diffSetFromIntrospection(before, after), reporter);
        return reporter.getBreakageCount() > 0;
    }

    @Test
    void theEngineMissesTypesBehindInterfacesAndChangesOfInput() {
        GraphQLSchema before = SchemaText.parse(BASE);
        // If one of these fails after an upgrade, the comparison may be the engine's.
        assertThat(engineBreaks(before, SchemaText.parse(BASE.replace(" word: Int", ""))))
                .isFalse();
        GraphQLSchema open =
                SchemaText.parse(BASE + "input Choice { a: Int b: Int } extend type Dog { is(a: Choice): Int }");
        GraphQLSchema one =
                SchemaText.parse(BASE + "input Choice @oneOf { a: Int b: Int } extend type Dog { is(a: Choice): Int }");
        assertThat(engineBreaks(open, one)).isFalse();
        assertThat(SchemaComparison.between(open, one))
                .containsExactly(new SchemaChange(
                        Severity.BREAKING,
                        "Choice",
                        "`Choice` became of another kind: from input type to input type with @oneOf."));
    }

    @Test
    void removedTypesAreToldWithoutTheirFieldsAndBreakingChangesComeFirst() {
        String without = BASE.replace("type Hidden implements Node { id: ID! word: Int }", "") + "type New { a: Int }";
        assertThat(SchemaComparison.between(SchemaText.parse(BASE), SchemaText.parse(without)))
                .containsExactly(
                        new SchemaChange(Severity.BREAKING, "Hidden", "`Hidden` was removed."),
                        new SchemaChange(Severity.SAFE, "New", "`New` was added."));
    }

    @Test
    void aDeprecationTellsItsReplacementAndDate() {
        Deprecation told = Deprecation.parse("Use `walk` instead. It is longer. Removed after 2027-05-31.");
        assertThat(told.replacement()).isEqualTo("walk");
        assertThat(told.removedAfter()).isEqualTo(LocalDate.of(2027, 5, 31));
        assertThat(told.isOverdue(LocalDate.of(2027, 5, 31))).isFalse();
        assertThat(told.isOverdue(LocalDate.of(2027, 6, 1))).isTrue();
        assertThat(Deprecation.parse("Use `walk` instead. Removed after 2027-05-31.")
                        .replacement())
                .isEqualTo("walk");
        Deprecation untold = Deprecation.parse("Since 2026-11-30: use walk. Removed after 2027-02-31.");
        assertThat(untold.replacement()).isNull();
        assertThat(untold.removedAfter()).isNull();
        assertThat(untold.isOverdue(LocalDate.MAX)).isFalse();
    }
}
