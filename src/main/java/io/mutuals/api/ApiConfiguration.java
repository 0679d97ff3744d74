package io.mutuals.api;

import graphql.execution.instrumentation.Instrumentation;
import graphql.schema.GraphQLCodeRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.observation.GraphQlObservationInstrumentation;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Beans that all features share: scalars, the clock, the random source, and what is observed of a request. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> wiring.scalar(DateTimeScalar.TYPE).scalar(DateScalar.TYPE);
    }

    @Bean
    RuntimeWiringConfigurer properties() {
        return wiring ->
                wiring.codeRegistry(GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(new RecordProperties()));
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    GraphQlSourceBuilderCustomizer leanInstrumentation(ObjectProvider<Instrumentation> all) {
        return source -> source.configureGraphQl(engine -> engine.instrumentation(
                new LeanInstrumentation(all.orderedStream().toList())));
    }

    @Bean
    GraphQlSourceBuilderCustomizer plainObjects(ObjectProvider<DataFetcherExceptionResolver> failures) {
        return source -> source.configureGraphQl(engine -> engine.queryExecutionStrategy(
                new PlainObjectStrategy(DataFetcherExceptionResolver.createExceptionHandler(
                        failures.orderedStream().toList()))));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> codedRefusals() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(CodedErrorValve.class.getName());
            }
        });
    }

    @Bean
    @ConditionalOnWebApplication
    Drain drain(ApplicationContext context, ApiProperties properties) {
        return new Drain(context, properties.drain());
    }

    @Bean
    @ConditionalOnWebApplication
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> endingConnections(Drain drain) {
        return tomcat -> tomcat.addEngineValves(drain);
    }

    /** Precedes the route of Spring, which refuses GET. */
    @Bean
    @Order(-1)
    @ConditionalOnWebApplication
    RouterFunction<ServerResponse> queriesByGet(GraphQlHttpHandler queries) {
        return RouterFunctions.route().GET("/graphql", queries::handleRequest).build();
    }

    /** Takes the place of Spring's own instrumentation. */
    @Bean
    GraphQlObservationInstrumentation requestObservation(ObservationRegistry observations, OutcomeConvention outcomes) {
        return new RequestObservation(observations, outcomes);
    }
}
