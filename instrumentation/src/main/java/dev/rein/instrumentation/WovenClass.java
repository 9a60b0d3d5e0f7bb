package dev.rein.instrumentation;

import java.util.List;
import java.util.zip.CRC32;

/** A class file with advice in it, and what it was made from. */
final class WovenClass {
  private final String type;
  private final long source;
  private final List<String> hooks;
  private final byte[] bytes;

  /**
   * @param type binary name of the class
   * @param source {@link #fingerprint} of the class file it was woven from
   * @param hooks ids of the hooks whose method was found
   * @param bytes the woven class file; not copied
   */
  WovenClass(String type, long source, List<String> hooks, byte[] bytes) {
    this.type = type;
    this.source = source;
    this.hooks = List.copyOf(hooks);
    this.bytes = bytes;
  }

  /** Tells one version of a class file from another. */
  static long fingerprint(byte[] classFile) {
    CRC32 crc = new CRC32();
    crc.update(classFile);
    return crc.getValue() << 32 | classFile.length;
  }

  String type() {
    return type;
  }

  long source() {
    return source;
  }

  List<String> hooks() {
    return hooks;
  }

  byte[] bytes() {
    return bytes;
  }
}
