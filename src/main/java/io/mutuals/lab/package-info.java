/** Lab: the page for experimenters, served from the application's own jar. All its data comes from the API. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mutuals.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
