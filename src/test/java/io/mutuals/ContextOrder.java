package io.mutuals;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Runs tests on the same server one after another, so that few servers are started and none is paused and resumed;
 * tests without a server come last.
 */
public final class ContextOrder implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.<ClassDescriptor, Boolean>comparing(
                                test -> !AnnotatedElementUtils.hasAnnotation(test.getTestClass(), MutualsTest.class))
                        .thenComparing(test -> server(test.getTestClass()))
                        .thenComparing(test -> test.getTestClass().getName()));
    }

    private static String server(Class<?> test) {
        return Arrays.stream(test.getAnnotations())
                .map(annotation -> annotation.annotationType())
                .filter(type ->
                        AnnotatedElementUtils.hasAnnotation(type, MutualsTest.class) || type == MutualsTest.class)
                .map(Class::getName)
                .findFirst()
                .orElse("");
    }
}
