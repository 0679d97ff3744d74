package io.mutuals.importer;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Reads how far imports have come. */
interface ImportProgressRepository extends Repository<ImportProgress, String> {

    Optional<ImportProgress> findById(String key);
}
