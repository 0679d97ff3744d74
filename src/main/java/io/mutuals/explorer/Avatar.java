package io.mutuals.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A drawn face that stands for a user of the demo world. Equal handles give equal faces, on every machine.
 *
 * @param background the colour behind all, as RGB
 * @param ellipses the shapes, each above those before it
 */
record Avatar(int background, List<Ellipse> ellipses) {

    /** The width and height of the drawing. */
    static final int SIZE = 96;

    private static final int DARK = 0x2b2440;

    private static final int[] BACKGROUNDS = {
        0xf6c453, 0xf2845c, 0xe86a92, 0xb58bd9, 0x7a8ee0, 0x5aa9e6, 0x4fb8b0, 0x6fbf73, 0xb6c454, 0xd9a066, 0x8fa3b0,
        0xc97b84
    };

    private static final int[] FACES = {0xffd9b8, 0xffe8a3, 0xc9f0d0, 0xbfe3ff, 0xdccbff, 0xffc9d6, 0xf4f0e6};

    private static final int[] HAIRS = {0x33272a, 0x5b3a29, 0x8a4f2a, 0xc4842f, 0xe3dcd2, 0x3f4a6b, 0x7b2d43, 0x2f5d50};

    private static final int[] SHIRTS = {
        0x264653, 0x2a9d8f, 0xe76f51, 0x6d597a, 0x355070, 0xb56576, 0x588157, 0x1d3557, 0xf4f1de, 0x9c6644
    };

    /** Draws the face of a handle. */
    static Avatar of(String handle) {
        Random random = new Random(handle.hashCode());
        random.nextInt();
        int background = one(random, BACKGROUNDS);
        int moon = one(random, BACKGROUNDS);
        int face = one(random, FACES);
        int hair = one(random, HAIRS);
        int shirt = one(random, SHIRTS);
        Hair style = Hair.values()[random.nextInt(Hair.values().length)];
        List<Ellipse> shapes = new ArrayList<>();
        shapes.add(new Ellipse(8 + 80 * random.nextInt(2), 10 + 24 * random.nextInt(4), 30, 30, 0, moon));
        style.behind(shapes, hair);
        shapes.add(new Ellipse(48, 102, 36, 30, 0, shirt));
        shapes.add(new Ellipse(48, 70, 9, 14, 0, shade(face)));
        shapes.add(new Ellipse(29, 47, 4, 5, 0, shade(face)));
        shapes.add(new Ellipse(67, 47, 4, 5, 0, shade(face)));
        shapes.add(new Ellipse(48, 46, 19, 22, 0, face));
        style.front(shapes, hair);
        boolean hasGlasses = random.nextInt(3) == 0;
        for (int eye : new int[] {40, 56}) {
            if (hasGlasses) {
                shapes.add(new Ellipse(eye, 48, 7, 7, 0, DARK));
                shapes.add(new Ellipse(eye, 48, 5.5, 5.5, 0, 0xffffff));
            }
            shapes.add(new Ellipse(eye, 48, 2.5, 3, 0, DARK));
        }
        if (random.nextBoolean()) {
            shapes.add(new Ellipse(48, 58, 7, 4, 0, DARK));
            shapes.add(new Ellipse(48, 56.5, 8, 4, 0, face));
        } else {
            shapes.add(new Ellipse(48, 58.5, 4, 2, random.nextInt(13) - 6, 0xb23a48));
        }
        return new Avatar(background, List.copyOf(shapes));
    }

    private static int one(Random random, int[] colours) {
        return colours[random.nextInt(colours.length)];
    }

    private static int shade(int colour) {
        return (colour >> 1 & 0x7f7f7f) + (colour >> 2 & 0x3f3f3f) + 0x101010;
    }

    /** Returns the drawing as an SVG document. */
    String svg() {
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="%1$d" height="%1$d">\
                <rect width="%1$d" height="%1$d" fill="%2$s"/>""".formatted(SIZE, hex(background)));
        for (Ellipse one : ellipses) {
            svg.append("<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" fill=\"%s\""
                    .formatted(one.x, one.y, one.across, one.down, hex(one.colour)));
            if (one.turn != 0) {
                svg.append(" transform=\"rotate(%s %s %s)\"".formatted(one.turn, one.x, one.y));
            }
            svg.append("/>");
        }
        return svg.append("</svg>").toString();
    }

    private static String hex(int colour) {
        return "#%06x".formatted(colour);
    }

    /**
     * An ellipse.
     *
     * @param x its middle
     * @param y its middle, from above
     * @param across half of its width
     * @param down half of its height
     * @param turn clockwise, in degrees
     * @param colour as RGB
     */
    record Ellipse(double x, double y, double across, double down, int turn, int colour) {}

    /** A way to wear hair: what lies behind the head, and what before it. */
    private enum Hair {
        NONE,
        SHORT,
        SIDE,
        PARTED,
        ROUND,
        BUN,
        BOB,
        LONG;

        void behind(List<Ellipse> shapes, int colour) {
            switch (this) {
                case NONE, SHORT, SIDE, PARTED -> {}
                case ROUND -> shapes.add(new Ellipse(48, 36, 29, 27, 0, colour));
                case BUN -> shapes.add(new Ellipse(48, 16, 10, 9, 0, colour));
                case BOB -> shapes.add(new Ellipse(48, 46, 25, 25, 0, colour));
                case LONG -> shapes.add(new Ellipse(48, 58, 26, 36, 0, colour));
            }
        }

        void front(List<Ellipse> shapes, int colour) {
            switch (this) {
                case NONE -> {}
                case SHORT, ROUND, BUN -> shapes.add(new Ellipse(48, 28, 18, 9, 0, colour));
                case SIDE -> shapes.add(new Ellipse(44, 29, 19, 9, -16, colour));
                case PARTED, BOB, LONG -> {
                    shapes.add(new Ellipse(38, 30, 13, 8, -28, colour));
                    shapes.add(new Ellipse(58, 30, 13, 8, 28, colour));
                }
            }
        }
    }
}
