#!/usr/bin/env bash
# Spring for GraphQL 2.0.6: a parameter in Accept changes the status of the answer.
# Guess: `application/graphql-response+json;charset=utf-8` asks for the same media type as without the parameter, so a
#        request that fails validation is answered with 400, as GraphQL over HTTP has it.
# Seen:  the accepted type is looked up with List.contains, which compares parameters too: the answer falls back to
#        application/json, and with it to status 200. A weight (`;q=0.9`) does the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.springframework.graphql</groupId><artifactId>spring-graphql</artifactId><version>2.0.6</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-webmvc</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-test</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>org.springframework</groupId><artifactId>spring-context</artifactId><version>7.0.10</version></dependency>
    <dependency><groupId>jakarta.servlet</groupId><artifactId>jakarta.servlet-api</artifactId><version>6.1.0</version></dependency>
    <dependency><groupId>tools.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>3.1.7</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.util.*;
import org.springframework.graphql.execution.*;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.*;
import org.springframework.web.servlet.function.*;

public class Main {
    public static void main(String[] args) throws Exception {
        GraphQlSource source = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ByteArrayResource("type Query { a: Int }".getBytes()))
                .build();
        GraphQlHttpHandler handler = new GraphQlHttpHandler(
                WebGraphQlHandler.builder(new DefaultExecutionGraphQlService(source)).build());
        System.out.println("spring-graphql 2.0.6, spring-webmvc 7.0.10");
        System.out.println("expected: 400 for each");
        List<Integer> seen = new ArrayList<>();
        for (String accept : List.of(
                "application/graphql-response+json",
                "application/graphql-response+json;charset=utf-8",
                "application/graphql-response+json;q=0.9")) {
            var converters = List.<org.springframework.http.converter.HttpMessageConverter<?>>of(
                    new JacksonJsonHttpMessageConverter());
            MockHttpServletRequest request = new MockHttpServletRequest("POST", "/graphql");
            request.setAsyncSupported(true);
            request.addHeader("Accept", accept);
            request.setContentType("application/json");
            request.setContent("{\"query\":\"{ missing }\"}".getBytes());
            MockHttpServletResponse response = new MockHttpServletResponse();
            ServerResponse answer = handler.handleRequest(ServerRequest.create(request, converters));
            answer.writeTo(request, response, () -> List.copyOf(converters));
            System.out.println("seen:     " + accept + ": " + response.getStatus() + " " + response.getContentType());
            seen.add(response.getStatus());
        }
        System.exit(seen.equals(List.of(400, 200, 200)) ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
