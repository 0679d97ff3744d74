package io.mutuals.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.DescribedNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.parser.Parser;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every element of the schema has a description. */
@SideBySide
class SchemaDescriptionsTest {

    private final List<String> undescribed = new ArrayList<>();

    @Test
    void everyTypeFieldArgumentAndEnumValueIsDescribed() throws IOException {
        try (var files = Files.list(Path.of("graphql"))) {
            for (Path file : files.toList()) {
                Parser.parse(Files.readString(file))
                        .getDefinitions()
                        .forEach(definition -> check(file.getFileName().toString(), definition));
            }
        }
        assertThat(undescribed).isEmpty();
    }

    private void check(String path, Node<?> node) {
        String here = node instanceof NamedNode<?> named ? path + " " + named.getName() : path;
        boolean described = node instanceof DescribedNode<?> it
                && it.getDescription() != null
                && !it.getDescription().getContent().isBlank();
        if (!described && !(node instanceof ObjectTypeExtensionDefinition)) {
            undescribed.add(here);
        }
        switch (node) {
            case ObjectTypeDefinition type -> type.getFieldDefinitions().forEach(field -> check(here, field));
            case InterfaceTypeDefinition type -> type.getFieldDefinitions().forEach(field -> check(here, field));
            case InputObjectTypeDefinition type ->
                type.getInputValueDefinitions().forEach(value -> check(here, value));
            case EnumTypeDefinition type -> type.getEnumValueDefinitions().forEach(value -> check(here, value));
            case FieldDefinition field -> field.getInputValueDefinitions().forEach(value -> check(here, value));
            default -> {}
        }
    }
}
