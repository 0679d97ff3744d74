package io.mutuals.suggestion.friendgraph;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Binary file format of a {@link LearnedModel}: the magic {@code MUTUALSMODEL}, format version (int), hash of the
 * feature names (long), header, trees, and the CRC-32 of all preceding bytes (long). Big-endian; about 9 bytes per
 * node.
 */
final class ModelFile {

    private static final byte[] MAGIC = "MUTUALSMODEL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 8;

    private ModelFile() {}

    /** Writes to a sibling file and renames it, so that concurrent readers see either the old model or the new one. */
    static void write(LearnedModel model, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path draft = whole.resolveSibling(whole.getFileName() + ".draft");
        Files.write(draft, encode(model));
        Files.move(draft, whole, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads and verifies a model.
     *
     * @throws ModelFileException if the file is not a model, is damaged or has another version; the message says what
     * to do
     * @throws IOException if the file cannot be read
     */
    static LearnedModel read(Path file) throws IOException {
        try {
            return decode(Files.readAllBytes(file));
        } catch (ModelFileException wrong) {
            throw new ModelFileException(
                    "Cannot use " + file + " as a learned model: " + wrong.getMessage() + ". Train a new one.");
        } catch (EOFException | DateTimeException | IllegalArgumentException wrong) {
            throw new ModelFileException("Cannot use " + file + " as a learned model: it is damaged. Train a new one.");
        }
    }

    private static byte[] encode(LearnedModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeInt(VERSION);
            out.writeLong(featureHash());
            out.writeLong(model.trainedAt().toEpochMilli());
            out.writeInt(model.people());
            out.writeInt(model.friendships());
            out.writeBoolean(model.timed());
            LearnedModel.Validation validation = model.validation();
            out.writeInt(validation.users());
            out.writeDouble(validation.learnedNdcg());
            out.writeDouble(validation.learnedRecall());
            out.writeUTF(validation.closedForm());
            out.writeDouble(validation.closedFormNdcg());
            out.writeDouble(validation.closedFormRecall());
            model.trees().write(out);
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        }
        return bytes.toByteArray();
    }

    private static LearnedModel decode(byte[] bytes) throws IOException {
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new ModelFileException("it is no model file");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        in.skipNBytes(MAGIC.length);
        int version = in.readInt();
        if (version != VERSION) {
            throw new ModelFileException(
                    "its format has version " + version + ", this program reads version " + VERSION);
        }
        int end = bytes.length - CHECKSUM_BYTES;
        if (end < 0 || ByteBuffer.wrap(bytes).getLong(end) != checksum(bytes, end)) {
            throw new ModelFileException("it is cut short or damaged");
        }
        if (in.readLong() != featureHash()) {
            throw new ModelFileException("it was trained on other features than this program has");
        }
        Instant trainedAt = Instant.ofEpochMilli(in.readLong());
        int people = in.readInt();
        int friendships = in.readInt();
        boolean timed = in.readBoolean();
        LearnedModel.Validation validation = new LearnedModel.Validation(
                in.readInt(), in.readDouble(), in.readDouble(), in.readUTF(), in.readDouble(), in.readDouble());
        Rankers.named(validation.closedForm());
        return new LearnedModel(
                trainedAt, people, friendships, timed, validation, TreeEnsemble.read(in, Feature.WIDTH));
    }

    private static long featureHash() {
        String names = IntStream.range(0, Feature.WIDTH).mapToObj(Feature::name).collect(Collectors.joining(","));
        byte[] bytes = names.getBytes(StandardCharsets.US_ASCII);
        return checksum(bytes, bytes.length);
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
