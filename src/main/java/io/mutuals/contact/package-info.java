/** Address books: people who have each other's number or e-mail find each other, and nobody learns more than that. */
@NullMarked
package io.mutuals.contact;

import org.jspecify.annotations.NullMarked;
