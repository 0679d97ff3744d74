package io.mutuals.export;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes the exports that users have requested, and deletes those that have expired, in the background. An export that
 * was interrupted goes on after its last chunk, on any replica.
 */
@Component
public class ExportJobs extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(ExportJobs.class);

    private final ReplicaLease lease;
    private final ExportProperties properties;
    private final ExportJobRepository repository;
    private final List<ExportSection> sections;

    ExportJobs(
            ReplicaLease lease,
            ExportProperties properties,
            ExportJobRepository repository,
            List<ExportedData> exported) {
        super("export", "Requested exports are not written; the next run goes on");
        this.lease = lease;
        this.properties = properties;
        this.repository = repository;
        this.sections = exported.stream()
                .flatMap(feature -> feature.sections().stream())
                .sorted(Comparator.comparing(ExportSection::name))
                .toList();
        Set<String> names = new HashSet<>();
        for (ExportSection section : sections) {
            if (!names.add(section.name())) {
                throw new IllegalStateException("Two sections of exports are named " + section.name());
            }
        }
    }

    /** Returns the sections of an export, in the order in which they are written. */
    List<ExportSection> sections() {
        return sections;
    }

    /** Deletes what has expired and writes all exports that are due, until it is done or the thread is interrupted. */
    public void runAll() {
        while (!Thread.currentThread().isInterrupted() && repository.deleteExpired()) {
            log.debug("Deleted exports that have expired");
        }
        Optional<ExportJob> job = repository.claim();
        while (job.isPresent() && !Thread.currentThread().isInterrupted()) {
            run(job.get());
            job = repository.claim();
        }
    }

    private void run(ExportJob job) {
        try {
            new ExportWriter(repository, job, properties.chunk().toBytes()).write(sections);
        } catch (ExportWriter.Overtaken overtaken) {
            log.debug("Another replica goes on with an export", overtaken);
        } catch (RuntimeException failure) {
            boolean isOutage = failure instanceof RequestException refused && refused.code() == ErrorCode.UNAVAILABLE;
            if (isOutage || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            // Names no one: logs outlive accounts.
            log.warn("An export could not be written; it is tried again a few times", failure);
            repository.fail(job);
        }
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.every());
        if (lease.tryAcquire("export:run", properties.every())) {
            runAll();
        }
    }
}
