package io.mutuals.neo4j;

import java.util.Set;
import org.neo4j.driver.Driver;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.neo4j.core.DatabaseSelectionProvider;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.data.neo4j.core.transaction.Neo4jBookmarkManager;
import org.springframework.data.neo4j.core.transaction.Neo4jBookmarksUpdatedEvent;

/**
 * Shares bookmarks between Spring Data and hand-written statements, so that each sees what the other wrote, and meters
 * the queries of Spring Data.
 */
@Configuration(proxyBeanMethods = false)
class AggregateConfiguration {

    @Bean
    Neo4jBookmarkManager bookmarksOfStatements(Driver driver) {
        return Neo4jBookmarkManager.create(
                () -> driver.executableQueryBookmarkManager().getBookmarks());
    }

    @Bean
    ApplicationListener<Neo4jBookmarksUpdatedEvent> bookmarksForStatements(Driver driver) {
        return updated -> driver.executableQueryBookmarkManager().updateBookmarks(Set.of(), updated.getBookmarks());
    }

    @Bean
    Neo4jClient neo4jClient(Driver driver, DatabaseSelectionProvider databases) {
        return new MeteredClient(Neo4jClient.create(driver, databases));
    }
}
