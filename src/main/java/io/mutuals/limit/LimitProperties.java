package io.mutuals.limit;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of one request, and of one viewer over time.
 *
 * @param body the size of a request's body
 * @param tokens lexical tokens of a document
 * @param depth nested fields, with fragments expanded
 * @param rootFields root fields of an operation, with fragments expanded
 * @param aliases aliased fields, with fragments expanded
 * @param directives directives of an operation, with fragments expanded
 * @param pageProduct the product of the sizes of nested pages
 * @param cost objects that an answer could hold, by the published formula
 * @param bucket cost that a viewer may spend at once
 * @param refill cost that a viewer regains each second
 */
@Validated
@ConfigurationProperties("mutuals.limit")
public record LimitProperties(
        @DefaultValue("100KB") DataSize body,
        @Min(1) @DefaultValue("5000") int tokens,
        @Min(1) @DefaultValue("20") int depth,
        @Min(1) @DefaultValue("20") int rootFields,
        @Min(1) @DefaultValue("50") int aliases,
        @Min(1) @DefaultValue("50") int directives,
        @Min(1) @DefaultValue("20000") int pageProduct,
        @Min(1) @DefaultValue("20000") int cost,
        @Min(1) @DefaultValue("200000") int bucket,
        @Min(1) @DefaultValue("5000") int refill) {}
