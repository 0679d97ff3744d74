package io.mutuals.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of erasure.
 *
 * @param every how often one replica erases the accounts whose time has come
 */
@Validated
@ConfigurationProperties("mutuals.erasure")
record ErasureProperties(@DefaultValue("1m") Duration every) {}
