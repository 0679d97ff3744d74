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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scalar {@code Date}: a day of the calendar as RFC 3339 text, and a {@link LocalDate} in Java. */
final class DateScalar implements Coercing<LocalDate, String> {

    static final GraphQLScalarType TYPE = GraphQLScalarType.newScalar()
            .name("Date")
            .description("A day of the calendar as RFC 3339 text: 2008-02-29.")
            .specifiedByUrl("https://scalars.graphql.org/andimarek/local-date.html")
            .coercing(new DateScalar())
            .build();

    /** Narrower than that of {@link LocalDate}, which reads years of more than four digits too. */
    private static final Pattern SHAPE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final String FORM = "A Date is a day of the calendar as RFC 3339 text, such as 2008-02-29.";

    private DateScalar() {}

    @Override
    public String serialize(Object value, GraphQLContext context, Locale locale) {
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        throw new CoercingSerializeException("Not a date");
    }

    @Override
    public LocalDate parseValue(Object input, GraphQLContext context, Locale locale) {
        LocalDate date = input instanceof String text ? parse(text) : null;
        if (date == null) {
            throw new CoercingParseValueException(FORM);
        }
        return date;
    }

    @Override
    public LocalDate parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        LocalDate date = input instanceof StringValue text && text.getValue() != null ? parse(text.getValue()) : null;
        if (date == null) {
            throw new CoercingParseLiteralException(FORM);
        }
        return date;
    }

    private static @Nullable LocalDate parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noSuchDay) {
            return null;
        }
    }
}
