package io.mutuals.cli;

import io.mutuals.MutualsApplication;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.Imports;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The part of the application that imports: Neo4j and the {@link ImportFile}s of the features. */
@Import({Neo4jPart.class, Imports.class})
@ComponentScan(
        basePackageClasses = MutualsApplication.class,
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.ANNOTATION, classes = ImportFile.class))
final class ImportPart {}
