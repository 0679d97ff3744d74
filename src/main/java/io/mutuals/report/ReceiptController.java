package io.mutuals.report;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.IdType;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;

/** Resolves receipts of reports by id, for their reporters only. */
@Controller
class ReceiptController implements NodeSource {

    private final Loader<ReportKey, ReportReceipt> receipts;

    ReceiptController(Loaders loaders, ReceiptRepository repository) {
        this.receipts = loaders.register("reportReceipts", repository::receipts);
    }

    @Override
    public IdType idType() {
        return ReportReceipt.ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return receipts.find(new ReportKey(viewer.userId(), id), environment);
    }
}
