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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The scalar {@code DateTime}: RFC 3339 with any offset on the way in, UTC on the way out; {@link Instant} inside. */
final class DateTimeScalar implements Coercing<Instant, String> {

    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
            .name("DateTime")
            .description("An instant as RFC 3339 text, in UTC: 2026-03-04T18:20:00Z.")
            .specifiedByUrl("https://scalars.graphql.org/andimarek/date-time.html")
            .coercing(new DateTimeScalar())
            .build();

    private DateTimeScalar() {}

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        throw new CoercingSerializeException("Not an instant");
    }

    @Override
    public Instant parseValue(Object input, GraphQLContext context, Locale locale) {
        Instant instant = input instanceof String text ? parse(text) : null;
        if (instant == null) {
            throw new CoercingParseValueException("A DateTime is RFC 3339 text such as 2026-03-04T18:20:00Z");
        }
        return instant;
    }

    @Override
    public Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        Instant instant = input instanceof StringValue text ? parse(text.getValue()) : null;
        if (instant == null) {
            throw new CoercingParseLiteralException("A DateTime is RFC 3339 text such as 2026-03-04T18:20:00Z");
        }
        return instant;
    }

    private static @Nullable Instant parse(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
