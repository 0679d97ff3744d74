package io.mutuals.feed;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A feed as it was when its first page was read. Later pages are cut from it, with what may be seen by then.
 *
 * @param number the TSID of the feed
 * @param until the time of its first page
 * @param strategy the name of its strategy
 */
record FeedSnapshot(long number, Instant until, String strategy, List<FeedPlace> places) {

    private static final byte FORMAT = 1;

    /** Returns the form in which it is stored. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(number);
            write(until, out);
            out.writeUTF(strategy);
            out.writeShort(places.size());
            for (FeedPlace place : places) {
                out.writeLong(place.video());
                out.writeByte(place.reason().ordinal());
                out.writeByte(place.activities().size());
                for (Activity activity : place.activities()) {
                    out.writeByte(activity.kind().ordinal());
                    out.writeLong(activity.friend());
                    write(activity.at(), out);
                    if (activity.kind() == ActivityKind.COMMENTED) {
                        out.writeLong(activity.comment());
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Instant at, DataOutputStream out) throws IOException {
        out.writeLong(at.getEpochSecond());
        out.writeInt(at.getNano());
    }

    /**
     * Reads the form in which a snapshot is stored.
     *
     * @throws UncheckedIOException if it was stored by another version
     */
    static FeedSnapshot decode(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            if (in.readByte() != FORMAT) {
                throw new IOException("A feed has been stored in another format");
            }
            long number = in.readLong();
            Instant until = readInstant(in);
            String strategy = in.readUTF();
            int size = in.readShort();
            List<FeedPlace> places = new ArrayList<>(size);
            for (int place = 0; place < size; place++) {
                places.add(readPlace(in));
            }
            return new FeedSnapshot(number, until, strategy, places);
        } catch (IOException foreign) {
            throw new UncheckedIOException(foreign);
        }
    }

    private static FeedPlace readPlace(DataInputStream in) throws IOException {
        long video = in.readLong();
        FeedReasonKind reason = FeedReasonKind.values()[in.readByte()];
        int size = in.readByte();
        List<Activity> activities = new ArrayList<>(size);
        for (int index = 0; index < size; index++) {
            ActivityKind kind = ActivityKind.values()[in.readByte()];
            long friend = in.readLong();
            Instant at = readInstant(in);
            long comment = kind == ActivityKind.COMMENTED ? in.readLong() : Activity.NONE;
            activities.add(new Activity(kind, friend, video, at, comment, Activity.NONE));
        }
        return new FeedPlace(video, reason, activities);
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }
}
