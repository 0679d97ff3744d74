package io.mutuals.report;

import io.mutuals.api.IdType;
import java.time.Instant;

/** A report as its reporter is told of it. */
record ReportReceipt(long number, Instant createdAt, ReportState state) {

    /** The kind of id that names a receipt; its number is the report's. */
    static final IdType ID = new IdType("rcp");

    static ReportReceipt of(Report report) {
        return new ReportReceipt(report.number(), report.createdAt(), report.state());
    }

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }
}
