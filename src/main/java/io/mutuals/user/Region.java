package io.mutuals.user;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where somebody says they are, as coarse as a country: the two upper-case letters of ISO 3166-1. */
public final class Region {

    /** What every stored region matches: one of the codes in use. */
    static final Pattern FORM =
            Pattern.compile(String.join("|", Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)));

    private Region() {}

    /** What a region is called in English, such as Ireland. */
    public static String name(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }
}
