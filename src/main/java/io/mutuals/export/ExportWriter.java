package io.mutuals.export;

import io.mutuals.api.DateTimes;
import io.mutuals.security.Viewer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;

/**
 * Writes the document of one export, from where it stopped, into chunks. A chunk ends with each section, and within a
 * section when it is large enough. Holds one chunk in memory. Not thread-safe.
 */
final class ExportWriter {

    /** The version of the form of the document; see {@code docs/leaving.md}. */
    private static final int FORMAT = 1;

    private final ExportJobRepository repository;
    private final ExportJob job;
    private final long chunkSize;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private int chunks;
    private ExportPosition position = ExportPosition.START;

    ExportWriter(ExportJobRepository repository, ExportJob job, long chunkSize) {
        this.repository = repository;
        this.job = job;
        this.chunkSize = chunkSize;
        this.chunks = job.chunks();
    }

    /**
     * Writes the sections that are missing, and completes the document.
     *
     * @param sections by name
     * @throws Overtaken if another replica goes on with the job
     */
    void write(List<ExportSection> sections) {
        if (chunks == 0) {
            text("{\"format\":" + FORMAT + ",\"user\":");
            add(ExportJson.of(Viewer.USER_ID.encode(job.user().value())));
            text(",\"requestedAt\":");
            add(ExportJson.of(DateTimes.text(job.requestedAt())));
        }
        for (ExportSection section : sections) {
            if (!job.progress().hasPassed(section)) {
                write(section);
            }
        }
        text("}\n");
        store(null);
    }

    private void write(ExportSection section) {
        boolean isResumed = job.progress().isWithin(section);
        position = isResumed ? job.progress().position() : ExportPosition.START;
        if (!isResumed) {
            text(",\n\"" + section.name() + "\":" + (section.isList() ? "[" : ""));
        }
        int before = buffer.size();
        repository.read(section, job, position, section.isList() ? row -> item(section, row) : this::only);
        text(section.isList() ? "]" : buffer.size() == before ? "null" : "");
        store(ExportProgress.after(section.name()));
    }

    private void only(Record row) {
        add(ExportJson.of(row.get("item")));
    }

    private void item(ExportSection section, Record row) {
        ExportPosition next = new ExportPosition(
                row.get("after").asLong(),
                row.containsKey("within") ? row.get("within").asLong() : 0);
        if (next.compareTo(position) < 0) {
            throw new IllegalStateException("The items of the section " + section.name() + " are not in order");
        }
        text(position.equals(ExportPosition.START) ? "\n" : ",\n");
        position = next;
        add(ExportJson.of(row.get("item")));
        if (buffer.size() >= chunkSize) {
            store(new ExportProgress(section.name(), true, position));
        }
    }

    private void text(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        buffer.writeBytes(bytes);
    }

    private void store(@Nullable ExportProgress progress) {
        byte[] content = compressed();
        if (!repository.append(job, chunks, content, buffer.size(), progress)) {
            throw new Overtaken();
        }
        chunks++;
        buffer.reset();
    }

    private byte[] compressed() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            buffer.writeTo(gzip);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    /** Thrown if the export is gone, or another replica has claimed it. */
    static final class Overtaken extends RuntimeException {
        private Overtaken() {
            super("The export is gone, or another replica writes it");
        }
    }
}
