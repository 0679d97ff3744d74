package io.mutuals.explorer;

/** Computes the BlurHash of a drawn picture, from its colours at 64 by 64 points. */
final class BlurhashOfAvatar {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private static final int POINTS = 64;
    private static final int COMPONENTS = 4;

    private BlurhashOfAvatar() {}

    static String of(Avatar avatar) {
        double[][] factors = new double[COMPONENTS * COMPONENTS][];
        double largest = 0;
        for (int down = 0; down < COMPONENTS; down++) {
            for (int across = 0; across < COMPONENTS; across++) {
                double[] factor = factor(avatar, across, down);
                factors[down * COMPONENTS + across] = factor;
                if (across + down > 0) {
                    for (double channel : factor) {
                        largest = Math.max(largest, Math.abs(channel));
                    }
                }
            }
        }
        int quantized = (int) Math.clamp(Math.floor(largest * 166 - 0.5), 0, 82);
        double scale = (quantized + 1) / 166.0;
        StringBuilder hash = new StringBuilder(encode(COMPONENTS - 1 + (COMPONENTS - 1) * 9, 1))
                .append(encode(quantized, 1))
                .append(encode(srgb(factors[0][0]) << 16 | srgb(factors[0][1]) << 8 | srgb(factors[0][2]), 4));
        for (int index = 1; index < factors.length; index++) {
            int value = 0;
            for (double channel : factors[index]) {
                double root = Math.signum(channel) * Math.sqrt(Math.abs(channel / scale));
                value = value * 19 + (int) Math.clamp(Math.floor(root * 9 + 9.5), 0, 18);
            }
            hash.append(encode(value, 2));
        }
        return hash.toString();
    }

    private static double[] factor(Avatar avatar, int across, int down) {
        double[] sum = new double[3];
        for (int y = 0; y < POINTS; y++) {
            for (int x = 0; x < POINTS; x++) {
                double basis = Math.cos(Math.PI * across * x / POINTS) * Math.cos(Math.PI * down * y / POINTS);
                int colour = colourAt(avatar, (x + 0.5) * Avatar.SIZE / POINTS, (y + 0.5) * Avatar.SIZE / POINTS);
                sum[0] += basis * linear(colour >> 16);
                sum[1] += basis * linear(colour >> 8 & 0xff);
                sum[2] += basis * linear(colour & 0xff);
            }
        }
        double scale = (across + down == 0 ? 1.0 : 2.0) / (POINTS * POINTS);
        return new double[] {sum[0] * scale, sum[1] * scale, sum[2] * scale};
    }

    /** Returns the colour of the last ellipse that covers a point. */
    private static int colourAt(Avatar avatar, double x, double y) {
        int colour = avatar.background();
        for (Avatar.Ellipse one : avatar.ellipses()) {
            double turn = Math.toRadians(one.turn());
            double right = x - one.x();
            double below = y - one.y();
            double across = (right * Math.cos(turn) + below * Math.sin(turn)) / one.across();
            double down = (below * Math.cos(turn) - right * Math.sin(turn)) / one.down();
            if (across * across + down * down <= 1) {
                colour = one.colour();
            }
        }
        return colour;
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int srgb(double linear) {
        double value = Math.clamp(linear, 0, 1);
        return (int) (255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * Math.pow(value, 1 / 2.4) - 0.055) + 0.5);
    }

    private static String encode(int value, int length) {
        char[] digits = new char[length];
        int rest = value;
        for (int place = length - 1; place >= 0; place--) {
            digits[place] = DIGITS.charAt(rest % 83);
            rest /= 83;
        }
        return new String(digits);
    }
}
