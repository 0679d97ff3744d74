package io.mutuals.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/**
 * The map in docs/architecture.md tells the truth: its packages, their order, and the features that each feature uses.
 */
@SideBySide
@SuppressWarnings("NonApiType") // the sets of a page are compared, and told, in order
class PackageMapTest {

    private static final String ROOT = "io.mutuals";
    private static final Pattern LINE = Pattern.compile("( {2}\\.)?([a-z0-9.]+(?:, [a-z0-9]+)*) .*?(?:-> (.*))?");
    private static final Pattern RULE = Pattern.compile("-{5,} .*");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private final Map<String, TreeSet<String>> used = uses();
    private final List<String> drawn = new ArrayList<>();
    private final Map<String, TreeSet<String>> arrows = new LinkedHashMap<>();
    private int foundation;

    PackageMapTest() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        String parent = "";
        for (String line : page.split("```", 3)[1].strip().split("\n")) {
            if (RULE.matcher(line).matches()) {
                foundation = drawn.size();
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            for (String name : matcher.group(2).split(", ")) {
                parent = matcher.group(1) == null ? name : parent;
                drawn.add(matcher.group(1) == null ? name : parent + "." + name);
            }
            if (matcher.group(3) != null) {
                arrows.put(
                        parent,
                        new TreeSet<>(Arrays.asList(matcher.group(3).strip().split(", "))));
            }
        }
    }

    @Test
    void everyPackageIsOnTheMap() {
        assertThat(drawn).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(used.keySet());
    }

    @Test
    void aPackageUsesOnlyWhatIsBelowItOnTheMap() {
        List<String> upward = new ArrayList<>();
        used.forEach((from, targets) -> targets.stream()
                .filter(to -> drawn.indexOf(to) <= drawn.indexOf(from))
                .forEach(to -> upward.add(from + " uses " + to + ": " + examples(from, to))));
        assertThat(upward).isEmpty();
    }

    @Test
    void theArrowsOfAFeatureAreTheFeaturesThatItUses() {
        Map<String, TreeSet<String>> features = new TreeMap<>();
        used.forEach((from, targets) -> targets.stream()
                .map(PackageMapTest::feature)
                .filter(to -> !to.equals(feature(from)))
                .filter(to -> drawn.indexOf(to) < foundation)
                .forEach(to -> features.computeIfAbsent(feature(from), any -> new TreeSet<>())
                        .add(to)));
        assertThat(new TreeMap<>(arrows)).isEqualTo(features);
    }

    @Test
    void everyFeatureDeclaresWhatItMayUse() {
        Map<String, TreeSet<String>> modules = new TreeMap<>();
        used.forEach((from, targets) -> {
            TreeSet<String> all = modules.computeIfAbsent(feature(from), any -> new TreeSet<>());
            targets.stream()
                    .map(PackageMapTest::feature)
                    .filter(to -> !to.equals(feature(from)))
                    .forEach(all::add);
        });
        Map<String, TreeSet<String>> declared = new TreeMap<>();
        modules.keySet().forEach(module -> declared.put(module, declared(module)));
        assertThat(declared).isEqualTo(modules);
    }

    /** Returns the modules that the annotation of a module's package allows, without the faces that it names. */
    private static TreeSet<String> declared(String module) {
        try {
            ApplicationModule annotation =
                    Class.forName(ROOT + "." + module + ".package-info").getAnnotation(ApplicationModule.class);
            assertThat(annotation).as(module + " declares no dependencies").isNotNull();
            return Arrays.stream(annotation.allowedDependencies())
                    .map(name -> name.split(" :: ")[0])
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (ClassNotFoundException none) {
            throw new AssertionError(module + " has no package-info", none);
        }
    }

    private static String feature(String name) {
        return name.split("\\.")[0];
    }

    private Map<String, TreeSet<String>> uses() {
        Map<String, TreeSet<String>> uses = new TreeMap<>();
        for (JavaClass type : classes) {
            name(type).ifPresent(from -> {
                TreeSet<String> targets = uses.computeIfAbsent(from, any -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .flatMap(target -> name(target).stream())
                        .filter(to -> !to.equals(from))
                        .forEach(targets::add);
            });
        }
        return uses;
    }

    private String examples(String from, String to) {
        return classes.stream()
                .filter(type -> name(type).equals(Optional.of(from)))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> name(dependency.getTargetClass()).equals(Optional.of(to)))
                .limit(2)
                .map(Dependency::getDescription)
                .collect(Collectors.joining("; "));
    }

    /**
     * Returns the package of a class as the map names it; empty outside the project, and for the classes at its root.
     */
    private static Optional<String> name(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT + ".") && !type.getSimpleName().equals("package-info")
                ? Optional.of(name.substring(ROOT.length() + 1))
                : Optional.empty();
    }
}
