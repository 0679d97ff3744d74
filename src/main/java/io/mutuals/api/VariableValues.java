package io.mutuals.api;

import graphql.GraphQLContext;
import graphql.execution.values.InputInterceptor;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values of variables that do not fit their type, before the engine coerces them: the engine would describe
 * them by their Java classes, take any object for an ID, and take any sequence of surrogates for text.
 */
final class VariableValues implements InputInterceptor {

    static final VariableValues CHECK = new VariableValues();

    private VariableValues() {}

    @Override
    public @Nullable Object intercept(
            @Nullable Object value, GraphQLInputType type, GraphQLContext context, Locale locale) {
        if (value != null) {
            switch (type) {
                case GraphQLScalarType scalar -> check(value, scalar);
                case GraphQLEnumType enumeration
                when !(value instanceof String) -> throw wrong(enumeration, "a name", value);
                case GraphQLInputObjectType object
                when !(value instanceof Map) -> throw wrong(object, "an object", value);
                default -> {}
            }
        }
        return value;
    }

    private static void check(Object value, GraphQLScalarType type) {
        switch (type.getName()) {
            case "ID" -> {
                if (!(value instanceof String) && !isWhole(value)) {
                    throw wrong(type, "text", value);
                }
            }
            case "String" -> {
                if (!(value instanceof String)) {
                    throw wrong(type, "text", value);
                }
            }
            case "Boolean" -> {
                if (!(value instanceof Boolean)) {
                    throw wrong(type, "true or false", value);
                }
            }
            case "Int" -> {
                if (!(value instanceof Number number) || !isInt(number)) {
                    throw wrong(type, "a whole number from -2147483648 to 2147483647", value);
                }
            }
            case "Float" -> {
                if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                    throw wrong(type, "a number", value);
                }
            }
            default -> {}
        }
        if (value instanceof String text && !Unicode.isText(text)) {
            throw new CoercingParseValueException("It is not Unicode text: half of a surrogate pair is missing.");
        }
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    }

    private static boolean isInt(Number number) {
        if (number instanceof Integer) {
            return true;
        }
        double approximate = number.doubleValue();
        if (!(Math.abs(approximate) < 1L << Integer.SIZE)) {
            return false;
        }
        BigDecimal exact = new BigDecimal(number.toString());
        return exact.remainder(BigDecimal.ONE).signum() == 0
                && exact.compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) >= 0
                && exact.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private static CoercingParseValueException wrong(GraphQLNamedType type, String wanted, Object value) {
        return new CoercingParseValueException(
                "A value of the type '" + type.getName() + "' is " + wanted + ", not " + kind(value) + ".");
    }

    private static String kind(Object value) {
        return switch (value) {
            case Map<?, ?> object -> "an object";
            case List<?> list -> "a list";
            case String text -> "text";
            case Boolean truth -> "true or false";
            case Number number -> "this number";
            default -> "this";
        };
    }
}
