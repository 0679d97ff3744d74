package io.mutuals.schema;

import io.mutuals.api.Connection;
import io.mutuals.api.Cursor;
import io.mutuals.api.Edge;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.Page;
import io.mutuals.api.PageInfo;
import io.mutuals.api.RequestException;
import io.mutuals.background.SideThreads;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;

/** Resolves the usage of the schema, for administrators. */
@Controller
class SchemaUsageController {

    private static final String LIST = "schema-usage";

    private final SchemaUsageStore store;
    private final SideThreads threads;
    private final Supplier<Map<String, SchemaElement>> elements;

    SchemaUsageController(SchemaUsageStore store, SideThreads threads, ObjectProvider<GraphQlSource> source) {
        this.store = store;
        this.threads = threads;
        this.elements =
                SingletonSupplier.of(() -> SchemaElements.of(source.getObject().schema()));
    }

    @QueryMapping
    CompletableFuture<SchemaUsageConnection> schemaUsage(
            @Argument @Nullable String coordinate,
            @Argument @Nullable String search,
            @Argument SchemaUsageFilter filter,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer) {
        viewer.mustBe(Role.ADMIN);
        Page.size("first", first);
        String from = Cursor.decode(LIST, after, Cursor.Values::text);
        Predicate<SchemaElement> wanted = isPartOf(coordinate).and(contains(search));
        return CompletableFuture.supplyAsync(() -> page(wanted, filter, first, from), threads);
    }

    private SchemaUsageConnection page(
            Predicate<SchemaElement> wanted, SchemaUsageFilter filter, int first, @Nullable String from) {
        SchemaUsageSummary usage = read();
        LocalDate today = store.today();
        List<SchemaElement> found = elements.get().values().stream()
                .filter(wanted)
                .filter(element -> matches(element, filter, usage, today))
                .toList();
        List<SchemaElement> rest = found.stream()
                .filter(element -> from == null || element.coordinate().compareTo(from) > 0)
                .limit(first + 1L)
                .toList();
        List<Edge.Plain<SchemaElementUsage>> edges = new ArrayList<>();
        for (SchemaElement element : rest.subList(0, Math.min(first, rest.size()))) {
            edges.add(new Edge.Plain<>(
                    Cursor.encode(LIST, element.coordinate()),
                    SchemaElementUsage.of(element, usage.callers(element.coordinate()), today)));
        }
        PageInfo pageInfo =
                Connection.of(edges, rest.size() > first, from != null, null).pageInfo();
        return new SchemaUsageConnection(edges, pageInfo, found.size(), usage.first());
    }

    private SchemaUsageSummary read() {
        SchemaUsageSummary usage = new SchemaUsageSummary();
        LocalDate today = store.today();
        for (int ago = SchemaUsageStore.DAYS - 1; ago >= 0; ago--) {
            SchemaUsageStore.Day day = store.read(today.minusDays(ago));
            if (day == null) {
                // To call an element unused because nothing is known would mislead.
                throw new RequestException(
                        ErrorCode.UNAVAILABLE,
                        "Usage cannot be read at the moment; please try again in a few seconds.");
            }
            usage.add(day);
        }
        return usage;
    }

    private static Predicate<SchemaElement> isPartOf(@Nullable String coordinate) {
        return element -> coordinate == null
                || element.coordinate().equals(coordinate)
                || element.coordinate().startsWith(coordinate + ".")
                || element.coordinate().startsWith(coordinate + "(");
    }

    private static Predicate<SchemaElement> contains(@Nullable String search) {
        String wanted = search == null ? "" : search.toLowerCase(Locale.ROOT);
        return element -> element.coordinate().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static boolean matches(
            SchemaElement element, SchemaUsageFilter filter, SchemaUsageSummary usage, LocalDate today) {
        Deprecation deprecation = element.deprecation();
        return switch (filter) {
            case ALL -> true;
            case USED -> usage.isUsed(element.coordinate());
            case UNUSED -> !usage.isUsed(element.coordinate());
            case DEPRECATED -> deprecation != null;
            case OVERDUE -> deprecation != null && deprecation.isOverdue(today);
            case REMOVABLE ->
                deprecation != null && deprecation.isOverdue(today) && !usage.isUsed(element.coordinate());
        };
    }

    /** Which elements of the schema are listed. */
    enum SchemaUsageFilter {
        ALL,
        USED,
        UNUSED,
        DEPRECATED,
        OVERDUE,
        REMOVABLE
    }

    /**
     * A page of the elements of the schema. Spring knows a connection by the last word of its class.
     *
     * @param totalCount the number of elements that the client has asked for
     * @param countedSince the first day of the usage; null if nothing was counted
     */
    record SchemaUsageConnection(
            List<Edge.Plain<SchemaElementUsage>> edges,
            PageInfo pageInfo,
            int totalCount,
            @Nullable LocalDate countedSince) {

        public List<SchemaElementUsage> nodes() {
            return edges.stream().map(Edge.Plain::node).toList();
        }
    }
}
