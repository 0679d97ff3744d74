package io.mutuals.api;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/**
 * The scalar {@code DateTime}: reads {@linkplain DateTimes RFC 3339} with any offset, writes UTC, and is an
 * {@link Instant} in Java.
 */
final class DateTimeScalar implements Coercing<Instant, String> {

    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
            .name("DateTime")
            .description("An instant as RFC 3339 text, in UTC and with three digits of fraction: "
                    + "2026-03-04T18:20:00.000Z. Any offset is read.")
            .specifiedByUrl("https://scalars.graphql.org/andimarek/date-time.html")
            .coercing(new DateTimeScalar())
            .build();

    private static final String FORM =
            "A DateTime is RFC 3339 text of the years 0000 to 9999, such as 2026-03-04T18:20:00.000Z.";

    private DateTimeScalar() {}

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof Instant instant) {
            try {
                return DateTimes.text(instant);
            } catch (DateTimeException outside) {
                throw new CoercingSerializeException(outside.getMessage(), outside);
            }
        }
        throw new CoercingSerializeException("Not an instant");
    }

    @Override
    public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
        Instant instant = input instanceof String text ? DateTimes.parse(text) : null;
        if (instant == null) {
            throw new CoercingParseValueException(FORM);
        }
        return instant;
    }

    @Override
    public Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        Instant instant =
                input instanceof StringValue text && text.getValue() != null ? DateTimes.parse(text.getValue()) : null;
        if (instant == null) {
            throw new CoercingParseLiteralException(FORM);
        }
        return instant;
    }
}
