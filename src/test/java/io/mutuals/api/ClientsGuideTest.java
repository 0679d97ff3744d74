package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.ObjectTypeDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the guide for client developers with the schema. */
@SideBySide
class ClientsGuideTest {

    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
    private static final Pattern TOLD_AS_A_KIND = Pattern.compile("\\w+(Payload|Error|Connection|Edge)");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private static final Pattern CODE = Pattern.compile("```ts");
    private static final Pattern QUOTE =
            Pattern.compile("```ts\\R// (src/test/clients/\\S+)\\R(.+?)```", Pattern.DOTALL);

    private final TypeDefinitionRegistry schema = new TypeDefinitionRegistry();
    private String guide = "";

    @BeforeEach
    void read() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("graphql"))) {
            for (Path file : files.sorted().toList()) {
                schema.merge(new SchemaParser().parse(file.toFile()));
            }
        }
        guide = Files.readString(Path.of("docs/clients.md"));
    }

    @Test
    void everyTypeWithoutAnIdIsListed() {
        List<String> withoutId = schema.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> type.getFieldDefinitions().stream()
                        .noneMatch(field -> field.getName().equals("id")))
                .map(ObjectTypeDefinition::getName)
                .filter(name -> !ROOTS.contains(name))
                .filter(name -> !TOLD_AS_A_KIND.matcher(name).matches())
                .toList();
        String list = guide.substring(guide.indexOf("<!-- without-id -->"), guide.indexOf("<!-- /without-id -->"));
        assertThat(names(list)).containsExactlyInAnyOrderElementsOf(withoutId);
    }

    @Test
    void everyScalarHasARow() {
        String section =
                guide.substring(guide.indexOf("## Scalars"), guide.indexOf("```ts", guide.indexOf("## Scalars")));
        Set<String> scalars = section.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> names(line).stream().limit(1))
                .collect(Collectors.toSet());
        assertThat(scalars)
                .isEqualTo(schema.scalars().values().stream()
                        .map(ScalarTypeDefinition::getName)
                        .filter(name -> !Set.of("Int", "Float", "String", "Boolean", "ID")
                                .contains(name))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theCodeIsThatOfTheClientsThatRun() throws IOException {
        List<MatchResult> quotes = QUOTE.matcher(guide).results().toList();
        assertThat(quotes).hasSameSizeAs(CODE.matcher(guide).results().toList());
        for (MatchResult quote : quotes) {
            assertThat(Files.readString(Path.of(quote.group(1)))).contains(quote.group(2));
        }
    }

    private static List<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
    }
}
