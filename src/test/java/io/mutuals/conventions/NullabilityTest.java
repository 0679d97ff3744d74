package io.mutuals.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Description;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.Type;
import graphql.parser.Parser;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;

/**
 * The rule of {@code docs/errors.md}: a field that another feature answers than its object, and a field of
 * {@code Query} or {@code Mutation}, may be null, so that its failure leaves the rest standing; every other field is
 * null only for a reason of its own, which its description says.
 *
 * <p>A field belongs to the feature whose package has its controller. A file of the schema belongs to one feature, and
 * its fields without a controller to the same.
 */
@SideBySide
class NullabilityTest {

    private static final Path FILES = Path.of("graphql");
    private static final String MARK = "semanticNonNull";

    /** The file that all features extend; its own fields are of the packages below the features. */
    private static final String COMMON = "schema.graphqls";

    private static final Set<String> ROOTS = Set.of("Query", "Mutation");

    /** When a field is null, or that its type says it. */
    private static final Pattern SAYS_WHEN_NULL = Pattern.compile("\\bnull\\b", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> controllers = controllers();

    @Test
    void theSchemaFollowsTheRule() throws IOException {
        assertThat(breaches(schema())).isEmpty();
    }

    @Test
    void aFileHasTheFieldsOfOneFeature() throws IOException {
        Set<String> known = featuresOfTheMap();
        assertThat(known).contains("friend", "user").doesNotContain("api", "erasure");
        Map<String, Set<String>> mixed = new TreeMap<>(features(declarations(schema())));
        mixed.remove(COMMON);
        mixed.values().forEach(features -> features.retainAll(known));
        mixed.values().removeIf(features -> features.size() <= 1);
        assertThat(mixed).as("features by file").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "friend.graphqls | extend type Viewer { x: Int! } | Viewer.x crosses features, and is not null",
                "friend.graphqls | extend type Query { x: Int! } | Query.x crosses features, and is not null",
                "friend.graphqls | extend type User { x: Int } | User.x does not say when it is null",
                "user.graphqls | type X { x: Int } | X.x does not say when it is null",
                "user.graphqls | type X { x: Int @semanticNonNull } | X.x is of its object's feature; it is not null",
                "user.graphqls | extend type Viewer { x: Int @semanticNonNull } "
                        + "| Viewer.x is of its object's feature; it is not null",
                "user.graphqls | type XConnection { nodes: [User]! } | XConnection.nodes is not always there",
                "user.graphqls | type XEdge { node: User } | XEdge.node is not always there",
            })
    void aFieldThatBreaksTheRuleIsFound(String file, String types, String breach) throws IOException {
        Map<String, String> schema = schema();
        schema.merge(file, types, (before, more) -> before + "\n" + more);
        assertThat(breaches(schema)).contains(breach);
    }

    private List<String> breaches(Map<String, String> schema) {
        List<Declared> all = declarations(schema);
        Map<String, Set<String>> features = features(all);
        Map<String, String> homes = new HashMap<>();
        all.stream().filter(field -> !field.extension()).forEach(field -> homes.put(field.type(), field.file()));
        List<String> breaches = new ArrayList<>();
        for (Declared field : all) {
            String home = homes.get(field.type());
            boolean crosses = ROOTS.contains(field.type())
                    || (home != null
                            && !home.equals(COMMON)
                            && !features.getOrDefault(home, Set.of()).containsAll(featureOf(field, features)));
            boolean marked = field.definition().hasDirective(MARK);
            if (isPart(field)) {
                if (!isNeverNull(field.definition().getType())) {
                    breaches.add(field + " is not always there");
                }
            } else if (crosses && isNonNull(field)) {
                breaches.add(field + " crosses features, and is not null");
            } else if (marked && !crosses) {
                breaches.add(field + " is of its object's feature; it is not null");
            } else if (!isNonNull(field) && !marked && !saysWhenNull(field)) {
                breaches.add(field + " does not say when it is null");
            }
        }
        return breaches;
    }

    /** Returns whether a field is a part without which a connection, or an object with an id, would be none. */
    private static boolean isPart(Declared field) {
        String name = field.definition().getName();
        return name.equals("id")
                || (field.type().endsWith("Connection")
                        && Set.of("nodes", "edges", "pageInfo").contains(name))
                || (field.type().endsWith("Edge") && Set.of("node", "cursor").contains(name));
    }

    private static boolean isNeverNull(Type<?> type) {
        return type instanceof NonNullType notNull
                && (!(notNull.getType() instanceof ListType list) || isNeverNull(list.getType()));
    }

    private static boolean isNonNull(Declared field) {
        return field.definition().getType() instanceof NonNullType;
    }

    /** The parts of payloads are null if {@code userErrors} say why. */
    private static boolean saysWhenNull(Declared field) {
        return field.type().endsWith("Payload")
                || field.type().equals("Subscription")
                || (field.type().endsWith("Error")
                        && field.definition().getName().equals("field"))
                || field.says();
    }

    private Map<String, Set<String>> features(List<Declared> all) {
        Map<String, Set<String>> features = new HashMap<>();
        for (Declared field : all) {
            Set<String> ofFile = features.computeIfAbsent(field.file(), first -> new TreeSet<>());
            String controller = controllers.get(field.toString());
            if (controller != null) {
                ofFile.add(controller);
            }
        }
        return features;
    }

    private Set<String> featureOf(Declared field, Map<String, Set<String>> features) {
        String controller = controllers.get(field.toString());
        return controller == null ? features.getOrDefault(field.file(), Set.of()) : Set.of(controller);
    }

    /** Returns the packages above the line of the map, which are features; those below it know none. */
    private static Set<String> featuresOfTheMap() throws IOException {
        String map = Files.readString(Path.of("docs", "architecture.md")).split("```")[1];
        return map.substring(0, map.indexOf("-----"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .flatMap(line -> Arrays.stream(line.split("\\s{2,}")[0].split(", ")))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> schema() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (var files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static List<Declared> declarations(Map<String, String> schema) {
        List<Declared> all = new ArrayList<>();
        schema.forEach((file, text) -> Parser.parse(text).getDefinitionsOfType(ObjectTypeDefinition.class).stream()
                .flatMap(type -> type.getFieldDefinitions().stream()
                        .map(field -> new Declared(
                                file,
                                type.getName(),
                                type instanceof ObjectTypeExtensionDefinition,
                                field,
                                says(field.getDescription()) || says(type.getDescription()))))
                .forEach(all::add));
        return all;
    }

    private static boolean says(@Nullable Description description) {
        return description != null
                && SAYS_WHEN_NULL.matcher(description.getContent()).find();
    }

    /** Returns the feature of each field that a controller answers, by {@code Type.field}. */
    private static Map<String, String> controllers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        Map<String, String> features = new HashMap<>();
        scanner.findCandidateComponents("io.mutuals").forEach(bean -> {
            Class<?> controller = ClassUtils.resolveClassName(
                    String.valueOf(bean.getBeanClassName()), NullabilityTest.class.getClassLoader());
            String feature = controller.getPackageName().split("\\.")[2];
            for (Method method : controller.getDeclaredMethods()) {
                SchemaMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, SchemaMapping.class);
                if (mapping != null) {
                    String field = mapping.field().isEmpty() ? method.getName() : mapping.field();
                    features.put(type(mapping, method) + "." + field, feature);
                }
            }
        });
        return features;
    }

    private static String type(SchemaMapping mapping, Method method) {
        if (!mapping.typeName().isEmpty()) {
            return mapping.typeName();
        }
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType().getPackageName().startsWith("io.mutuals")) {
                return parameter.getType().getSimpleName();
            }
        }
        throw new IllegalStateException("No type of " + method);
    }

    /**
     * A field as a file declares it.
     *
     * @param extension whether the type is declared elsewhere, and only extended here
     * @param says whether it is said when the field is null
     */
    private record Declared(String file, String type, boolean extension, FieldDefinition definition, boolean says) {

        @Override
        public String toString() {
            return type + "." + definition.getName();
        }
    }
}
