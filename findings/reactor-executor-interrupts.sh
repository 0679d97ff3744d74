#!/usr/bin/env bash
# Reactor 3.8.8: whether cancelling interrupts the work depends on the class of the executor that is handed over.
# Guess: Schedulers.fromExecutor(e) runs the tasks on e; cancelling interrupts a running task, or does not, the same for
#        one thread pool however it is handed over.
# Seen:  handed over as an ExecutorService, the work is interrupted, even by the method that takes a plain Executor;
#        handed over as `e::execute`, it runs on.
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
    <dependency><groupId>io.projectreactor</groupId><artifactId>reactor-core</artifactId><version>3.8.8</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.util.*;
import java.util.concurrent.*;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.*;

public class Main {
    static boolean interrupted(Scheduler scheduler) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Disposable work = Mono.fromRunnable(() -> {
                    started.countDown();
                    try {
                        Thread.sleep(1_000);
                        interrupted.complete(false);
                    } catch (InterruptedException e) {
                        interrupted.complete(true);
                    }
                })
                .subscribeOn(scheduler)
                .subscribe();
        started.await();
        work.dispose();
        return interrupted.get();
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        System.out.println("reactor-core 3.8.8");
        System.out.println("expected: the same answer three times");
        List<Boolean> seen = List.of(
                interrupted(Schedulers.fromExecutorService(pool)),
                interrupted(Schedulers.fromExecutor(pool)),
                interrupted(Schedulers.fromExecutor(pool::execute)));
        System.out.println("seen:     fromExecutorService(pool)   interrupted: " + seen.get(0));
        System.out.println("seen:     fromExecutor(pool)          interrupted: " + seen.get(1));
        System.out.println("seen:     fromExecutor(pool::execute) interrupted: " + seen.get(2));
        pool.shutdownNow();
        System.exit(seen.equals(List.of(true, true, false)) ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
