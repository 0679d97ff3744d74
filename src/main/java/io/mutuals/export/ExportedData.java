package io.mutuals.export;

import java.util.List;

/** Declares the sections that a feature adds to exports. All beans of this type are asked once, at the start. */
@FunctionalInterface
public interface ExportedData {

    /** Returns the sections, in no order. */
    List<ExportSection> sections();
}
