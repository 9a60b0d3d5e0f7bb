package dev.rein.agent.model;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the encoding of a body, a few kilobytes at a time. Some clients undo it before their bytes
 * are seen here, with or without taking the header away; so the first bytes decide, where they can.
 */
final class Decoder {
  private static final int PIECE = 4_096;
  private static final int GZIP_TRAILER = 8;
  private static final byte[] NOTHING = {};

  private enum Form {
    UNKNOWN,
    PLAIN,
    GZIP,
    DEFLATE,
    UNREADABLE
  }

  private final Framing framing;
  private final String encoding;
  private final byte[] piece = new byte[PIECE];
  private Form form = Form.UNKNOWN;
  private int first = -1;
  private @Nullable Inflater inflater;
  private @Nullable GzipHeader header;
  private int trailer;

  Decoder(@Nullable String encoding, Framing framing) {
    this.framing = framing;
    this.encoding = encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT);
  }

  boolean isUnreadable() {
    return form == Form.UNREADABLE;
  }

  boolean isEncoded() {
    return !encoding.isEmpty() && !encoding.equals("identity");
  }

  /** Uses the buffer up. */
  void read(ByteBuffer bytes) {
    while (form == Form.UNKNOWN && bytes.hasRemaining()) {
      recognise(bytes);
    }
    switch (form) {
      case PLAIN -> plain(bytes);
      case GZIP, DEFLATE -> inflated(bytes);
      case UNKNOWN, UNREADABLE -> {}
    }
  }

  private void recognise(ByteBuffer bytes) {
    int b = bytes.get() & 0xff;
    if (first < 0) {
      first = b;
      if (first == 0x1f || isDeflate()) {
        return; // The second byte tells.
      }
      form = isPlain() ? Form.PLAIN : Form.UNREADABLE;
      again(b);
      return;
    }
    if (first == 0x1f && b == 0x8b) {
      form = Form.GZIP;
      header = new GzipHeader();
    } else if (isDeflate()) {
      beginDeflate(b);
    } else {
      form = isPlain() ? Form.PLAIN : Form.UNREADABLE;
    }
    again(first);
    again(b);
  }

  private void beginDeflate(int second) {
    boolean zlib = (first & 0x0f) == 8 && ((first << 8) | second) % 31 == 0;
    // No raw deflate begins with what a JSON text or an event does and goes on as text.
    boolean text = isText() && second < 0x7f && (second >= ' ' || second == '\n' || second == '\r');
    form = text && !zlib ? Form.PLAIN : Form.DEFLATE;
    if (form == Form.DEFLATE) {
      inflater = new Inflater(!zlib);
    }
  }

  private boolean isDeflate() {
    return encoding.equals("deflate");
  }

  private boolean isPlain() {
    return encoding.isEmpty() || encoding.equals("identity") || isText();
  }

  /** Whether JSON or an event may begin so. */
  private boolean isText() {
    return switch (first) {
      case '{', '[', ':', 'd', 'e', 'i', 'r', ' ', '\n', '\r', '\t', 0xef -> true;
      default -> false;
    };
  }

  private void again(int b) {
    read(ByteBuffer.wrap(new byte[] {(byte) b}));
  }

  private void plain(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int some = Math.min(PIECE, bytes.remaining());
      bytes.get(piece, 0, some);
      framing.read(piece, 0, some);
    }
  }

  private void inflated(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining() && form != Form.UNREADABLE) {
        if (trailer > 0) {
          bytes.get();
          trailer--;
        } else if (header != null) {
          readHeader(header, bytes);
        } else if (inflater != null) {
          inflate(inflater, bytes);
        } else {
          return; // What lies behind a deflated body.
        }
      }
    } catch (DataFormatException broken) {
      giveUp();
    }
  }

  private void readHeader(GzipHeader reading, ByteBuffer bytes) {
    boolean whole = reading.read(bytes.get());
    if (reading.isBroken()) {
      giveUp();
    } else if (whole) {
      header = null;
      if (inflater == null) {
        inflater = new Inflater(true);
      } else {
        inflater.reset();
      }
    }
  }

  private void inflate(Inflater with, ByteBuffer bytes) throws DataFormatException {
    with.setInput(bytes);
    int some;
    do {
      some = with.inflate(piece);
      framing.read(piece, 0, some);
    } while (some > 0);
    with.setInput(NOTHING); // It would hold the host's buffer.
    if (with.needsDictionary()) {
      giveUp();
    } else if (with.finished()) {
      endMember();
    }
  }

  private void endMember() {
    if (form == Form.GZIP) {
      // One member may follow the other.
      trailer = GZIP_TRAILER;
      header = new GzipHeader();
    } else {
      release();
    }
  }

  private void giveUp() {
    form = Form.UNREADABLE;
    release();
  }

  /** Gives the memory of the inflater back, which lies outside the heap. */
  void release() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }
}
