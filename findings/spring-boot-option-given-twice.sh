#!/usr/bin/env bash
# Spring Boot 4.1.2: an option given twice on the command line is both values, joined by a comma.
# Guess: the later one wins, as for nearly every command and as between Spring's own sources of settings.
# Seen:  `--name=a --name=b` binds as "a,b" to a text; to a number, the start fails.
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
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot</artifactId><version>4.1.2</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.util.*;
import org.springframework.boot.*;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

public class Main {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Main.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        try (var context = application.run("--name=a", "--name=b", "--size=1", "--size=2")) {
            Environment environment = context.getEnvironment();
            System.out.println("spring-boot 4.1.2");
            System.out.println("expected: name is b, size is 2");
            String name = environment.getProperty("name");
            String size;
            try {
                size = "" + Binder.get(environment).bind("size", Integer.class).get();
            } catch (RuntimeException e) {
                size = e.getMessage();
            }
            System.out.println("seen:     name is " + name + ", size: " + size);
            System.exit(name.equals("a,b") && !size.equals("2") ? 0 : 1);
        }
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
