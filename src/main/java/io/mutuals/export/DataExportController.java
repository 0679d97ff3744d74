package io.mutuals.export;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.AccountHolder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the export of the viewer's data. Also for viewers whose account is deactivated. */
@Controller
class DataExportController {

    private final DataExports exports;
    private final ExportProperties properties;
    private final InstantSource clock;
    private final Loader<DataExportKey, Optional<DataExport>> latest;

    DataExportController(
            DataExports exports,
            DataExportRepository repository,
            ExportProperties properties,
            InstantSource clock,
            Loaders loaders) {
        this.exports = exports;
        this.properties = properties;
        this.clock = clock;
        this.latest = loaders.register("dataExport", repository::latest);
    }

    @SchemaMapping(typeName = "Viewer", field = "dataExport")
    CompletableFuture<@Nullable DataExport> dataExport(AccountHolder holder, DataFetchingEnvironment environment) {
        return latest.load(new DataExportKey(holder.viewer().id()), environment)
                .thenApply(found -> DataExports.shown(found.orElse(null), clock.instant()));
    }

    @MutationMapping
    Payload exportMyData(@Argument Input input, AccountHolder holder) {
        DataExports.Outcome outcome = exports.request(holder.viewer().userId());
        return new Payload(outcome.export(), outcome.errors(), input.clientMutationId());
    }

    @SchemaMapping(typeName = "DataExport", field = "url")
    @Nullable
    String url(DataExport export) {
        Instant now = clock.instant();
        if (!export.isReady(now) || export.expiresAt() == null) {
            return null;
        }
        Instant end = now.plus(properties.linkLife());
        Instant until = end.isBefore(export.expiresAt()) ? end : export.expiresAt();
        return ExportLink.address(export.number(), until, export.secret());
    }

    record Input(@Nullable String clientMutationId) {}

    record Payload(
            @Nullable DataExport dataExport,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
