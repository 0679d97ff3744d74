package io.mutuals.api;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactory;
import graphql.schema.DataFetcherFactoryEnvironment;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import graphql.schema.SingletonPropertyDataFetcher;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the fields that no controller resolves. The accessor of a record, or another method of it with the name of
 * the field and no parameters, is looked up once and then called directly; everything else is left to the engine, which
 * looks each property up by names with each call. Thread-safe.
 */
@SuppressWarnings("NullAway") // the engine hands over nulls that its types do not declare
final class RecordProperties implements DataFetcherFactory<Object> {

    private static final LightDataFetcher<?> ENGINE = SingletonPropertyDataFetcher.singleton();
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final Map<String, DataFetcher<Object>> properties = new ConcurrentHashMap<>();

    @Override
    public DataFetcher<Object> get(GraphQLFieldDefinition field) {
        return properties.computeIfAbsent(field.getName(), Property::new);
    }

    @Override
    @SuppressWarnings("deprecation") // the engine still asks in this way where it visits the schema
    public DataFetcher<Object> get(DataFetcherFactoryEnvironment environment) {
        return get(environment.getFieldDefinition());
    }

    /** The property of a name, of any record. */
    private static final class Property extends ClassValue<Optional<MethodHandle>> implements LightDataFetcher<Object> {

        private final String name;

        private Property(String name) {
            this.name = name;
        }

        @Override
        public @Nullable Object get(
                GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
                throws Exception {
            Optional<MethodHandle> getter = source == null ? Optional.empty() : get(source.getClass());
            return getter.isPresent() ? call(getter.get(), source) : ENGINE.get(field, source, environment);
        }

        @Override
        public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
            return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
        }

        private static @Nullable Object call(MethodHandle getter, Object source) throws Exception {
            try {
                return (Object) getter.invokeExact(source);
            } catch (Exception | Error thrown) {
                throw thrown;
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
            if (!type.isRecord()) {
                return Optional.empty();
            }
            try {
                Method method = type.getMethod(name);
                if (Modifier.isStatic(method.getModifiers()) || method.getReturnType() == void.class) {
                    return Optional.empty();
                }
                MethodHandle getter = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                        .unreflect(method);
                return Optional.of(getter.asType(GETTER));
            } catch (NoSuchMethodException | IllegalAccessException none) {
                return Optional.empty();
            }
        }
    }
}
