/** Lab: the page for experimenters, served from the application's own jar. All its data comes from the API. */
@NullMarked
package io.mutuals.lab;

import org.jspecify.annotations.NullMarked;
