#!/usr/bin/env bash
# Jedis 8.0.2: a pipeline on a cluster never learns that a slot has moved.
# Guess: the first answer MOVED makes the client read the slots anew, so that the next pipeline reaches the new node.
# Seen:  every later pipeline fails with the same MOVED; one single command renews the slots, for pipelines too.
# Starts two Redis servers (from embedded-redis 1.4.4) on loopback, and stops them.
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
    <dependency><groupId>redis.clients</groupId><artifactId>jedis</artifactId><version>8.0.2</version></dependency>
    <dependency><groupId>com.github.codemonstur</groupId><artifactId>embedded-redis</artifactId><version>1.4.4</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.net.*;
import java.util.*;
import java.util.stream.*;
import redis.clients.jedis.*;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.embedded.RedisServer;

public class Main {
    static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    static int port() {
        return new Random().ints(20_000, 30_000).filter(p -> free(p) && free(p + 10_000)).findFirst().getAsInt();
    }

    static RedisServer server(int port) throws Exception {
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind(HOST)
                .setting("cluster-enabled yes")
                .setting("cluster-config-file nodes-" + port + ".conf")
                .setting("dir " + System.getProperty("user.dir"))
                .setting("save \"\"")
                .setting("maxmemory 64mb")
                .build();
        server.start();
        return server;
    }

    static void command(Jedis node, String... words) {
        node.sendCommand(Protocol.Command.CLUSTER, words);
    }

    static boolean pipelineSets(RedisClusterClient client, String key) {
        try (var pipeline = client.pipelined()) {
            var answer = pipeline.set(key, "value");
            pipeline.sync();
            System.out.println("seen:     pipeline: " + answer.get());
            return true;
        } catch (RuntimeException e) {
            System.out.println("seen:     pipeline: " + e.getClass().getSimpleName());
            return false;
        }
    }

    static boolean holds(int one, int two) throws Exception {
        try (Jedis a = new Jedis(HOST, one); Jedis b = new Jedis(HOST, two)) {
            command(a, Stream.concat(Stream.of("ADDSLOTS"), IntStream.range(0, 8192).mapToObj(Integer::toString)).toArray(String[]::new));
            command(b, Stream.concat(Stream.of("ADDSLOTS"), IntStream.range(8192, 16384).mapToObj(Integer::toString)).toArray(String[]::new));
            command(a, "MEET", HOST, "" + two);
            long deadline = System.nanoTime() + 30_000_000_000L;
            for (Jedis node : List.of(a, b)) {
                while (!node.clusterInfo().contains("cluster_state:ok")
                        || !node.clusterInfo().contains("cluster_slots_ok:16384")) {
                    if (System.nanoTime() > deadline) {
                        throw new IllegalStateException("The cluster is not ready after 30 seconds");
                    }
                    Thread.sleep(50);
                }
            }
            String key = IntStream.range(0, 100).mapToObj(i -> "key" + i)
                    .filter(k -> JedisClusterCRC16.getSlot(k) < 8192).findFirst().get();
            String slot = "" + JedisClusterCRC16.getSlot(key);
            String target = b.clusterMyId();
            try (RedisClusterClient client = RedisClusterClient.create(new HostAndPort(HOST, one))) {
                List<Boolean> done = new ArrayList<>();
                done.add(pipelineSets(client, key));
                client.del(key);
                command(b, "SETSLOT", slot, "NODE", target);
                command(a, "SETSLOT", slot, "NODE", target);
                System.out.println("          the slot moves");
                for (int i = 0; i < 5; i++) {
                    done.add(pipelineSets(client, key));
                    Thread.sleep(500);
                }
                System.out.println("seen:     single command: " + client.set(key, "value"));
                done.add(pipelineSets(client, key));
                return done.equals(List.of(true, false, false, false, false, false, true));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println("jedis 8.0.2");
        System.out.println("expected: after the move, at most one pipeline fails");
        int one = port();
        RedisServer first = server(one);
        try {
            int two = port();
            RedisServer second = server(two);
            boolean holds;
            try {
                holds = holds(one, two);
            } finally {
                second.stop();
            }
            if (!holds) System.exit(1);
        } finally {
            first.stop();
        }
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
