package io.mutuals;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A seeded generator of values for property tests. It favours extreme and small values, and gives the same values in
 * every run.
 */
public final class RandomValues {

    private static final int LONGEST = 100;
    private static final String OF_IDS = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghijklmnopqrstuvwxyz-_";

    private final Random random;

    private RandomValues(long seed) {
        random = new Random(seed);
    }

    /** Checks a property {@code times} times with different values; a failure names the seed. */
    public static void tried(int times, Consumer<RandomValues> property) {
        for (long seed = 1; seed <= times; seed++) {
            try {
                property.accept(new RandomValues(seed));
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("With the things of seed " + seed + ": " + failed.getMessage(), failed);
            }
        }
    }

    /** Returns a number from {@code least} to {@code most}, both inclusive. */
    public long number(long least, long most) {
        long drawn = switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> random.nextInt(-2, 3);
            case 3, 4, 5 -> ofAnySize(least < 0);
            default -> least == most ? least : random.nextLong(least, most);
        };
        return Math.clamp(drawn, least, most);
    }

    /** Returns a number from {@code least} to {@code most}, both inclusive. */
    public int number(int least, int most) {
        return Math.toIntExact(number((long) least, (long) most));
    }

    /** Returns a text of arbitrary characters, rarely empty, at most {@value #LONGEST} long. */
    public String text() {
        int kind = random.nextInt(3);
        StringBuilder text = new StringBuilder();
        for (int left = length(); left > 0; left--) {
            text.appendCodePoint(
                    switch (kind) {
                        case 0 -> letter();
                        case 1 -> random.nextInt(128);
                        default -> character();
                    });
        }
        return text.toString();
    }

    /** Returns a letter, digit, dash or underscore. */
    public char letter() {
        return OF_IDS.charAt(random.nextInt(OF_IDS.length()));
    }

    /** Returns the text with one character replaced, added or removed. */
    public String changed(String text) {
        int at = random.nextInt(text.length());
        String before = text.substring(0, at);
        return switch (random.nextInt(3)) {
            case 0 -> before + letter() + text.substring(at + 1);
            case 1 -> before + letter() + text.substring(at);
            default -> before + text.substring(at + 1);
        };
    }

    /** Returns arbitrary bytes, rarely none, at most {@value #LONGEST}. */
    public byte[] bytes() {
        byte[] bytes = new byte[length()];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Returns a random sublist, possibly empty or complete, in the same order. */
    public <T> List<T> some(List<T> all) {
        return all.stream().filter(one -> random.nextBoolean()).toList();
    }

    private long ofAnySize(boolean belowZero) {
        int bits = random.nextInt(Long.SIZE);
        return belowZero ? random.nextLong() >> bits : random.nextLong() >>> bits;
    }

    private int length() {
        return random.nextInt(8) == 0 ? 0 : random.nextInt(1, LONGEST + 1);
    }

    private int character() {
        int drawn = random.nextInt(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT + 1) >> random.nextInt(20);
        return drawn >= Character.MIN_SURROGATE && drawn <= Character.MAX_SURROGATE ? 0xFFFD : drawn;
    }
}
