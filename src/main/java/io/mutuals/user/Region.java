package io.mutuals.user;

import java.util.Locale;
import java.util.regex.Pattern;

/** The region that a user chose, a country: two upper-case letters of ISO 3166-1. */
public final class Region {

    /** Matches every stored region: the codes that are in use. */
    static final Pattern FORM =
            Pattern.compile(String.join("|", Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)));

    private Region() {}

    /** Returns the English name of a region, such as Ireland. */
    public static String name(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }
}
