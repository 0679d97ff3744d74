package io.mutuals.conventions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.InSecondLane;
import io.mutuals.SideBySide;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

/**
 * Tests share servers, because each distinct set of settings starts another, which runs until the end of the suite, and
 * tests without a server run beside them.
 */
@SideBySide
class SharedServersTest {

    private static final int MOST = 11;

    @Test
    void testsStartFewServers() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(SpringBootTest.class, true));
        Map<Object, List<String>> tests = scanner.findCandidateComponents("io.mutuals").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(Objects.requireNonNull(name), null))
                .collect(groupingBy(SharedServersTest::server, mapping(Class::getSimpleName, toList())));
        assertThat(tests.values().stream().mapToInt(List::size).sum()).isGreaterThan(80);
        assertThat(tests.values())
                .as("Give a new test the annotation of a server that exists, such as @MutualsTest or @CountedTest")
                .hasSizeLessThanOrEqualTo(MOST);
    }

    /** An unmarked test without a server would hold up those of the first lane. */
    @Test
    void everyTestIsOfALaneOrRunsSideBySide() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(
                (type, types) -> type.getAnnotationMetadata().hasAnnotatedMethods(Testable.class.getName()));
        List<Class<?>> tests = scanner.findCandidateComponents("io.mutuals").stream()
                .map(BeanDefinition::getBeanClassName)
                .<Class<?>>map(name -> ClassUtils.resolveClassName(Objects.requireNonNull(name), null))
                .toList();
        assertThat(tests)
                .hasSizeGreaterThan(150)
                .allMatch(
                        test -> Stream.of(SpringBootTest.class, SideBySide.class, InSecondLane.class)
                                .anyMatch(mark -> AnnotatedElementUtils.hasAnnotation(test, mark)),
                        "has @MutualsTest or another server, @SideBySide or @InSecondLane");
    }

    /** Returns the cache key of a test's context. */
    private static Object server(Class<?> test) {
        return Objects.requireNonNull(
                ReflectionTestUtils.getField(new TestContextManager(test).getTestContext(), "mergedConfig"));
    }
}
