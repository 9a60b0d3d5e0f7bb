package dev.rein.instrumentation;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a class file says of its type: what is above it, and which methods it declares. Read without
 * Byte Buddy, for it is asked of each class that the host loads.
 *
 * @param type binary name
 * @param superclass binary name; null for {@code Object}
 * @param interfaces binary names
 */
record ClassHeader(
    String type, @Nullable String superclass, List<String> interfaces, List<Method> methods) {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int STATIC = 0x0008;
  private static final int PRIVATE = 0x0002;
  private static final int NATIVE_OR_ABSTRACT = 0x0500;

  ClassHeader {
    interfaces = List.copyOf(interfaces);
    methods = List.copyOf(methods);
  }

  /** A method by its name and access flags. */
  record Method(String name, int access) {
    boolean hasCode() {
      return (access & NATIVE_OR_ABSTRACT) == 0;
    }

    /** Whether it may override one of a supertype. */
    boolean isInherited() {
      return (access & (STATIC | PRIVATE)) == 0;
    }
  }

  /**
   * Reads a class file.
   *
   * @throws IOException when it is none
   */
  static ClassHeader read(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    in.skipNBytes(4);
    Constants constants = new Constants(classFile, in);
    in.skipNBytes(2);
    String type = constants.typeAt(in.readUnsignedShort());
    int superclass = in.readUnsignedShort();
    List<String> interfaces = new ArrayList<>();
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      interfaces.add(constants.typeAt(in.readUnsignedShort()));
    }
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      in.skipNBytes(6);
      skipAttributes(in);
    }
    List<Method> methods = new ArrayList<>();
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      int access = in.readUnsignedShort();
      methods.add(new Method(constants.textAt(in.readUnsignedShort()), access));
      in.skipNBytes(2);
      skipAttributes(in);
    }
    return new ClassHeader(
        type, superclass == 0 ? null : constants.typeAt(superclass), interfaces, methods);
  }

  private static void skipAttributes(DataInputStream in) throws IOException {
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      in.skipNBytes(2);
      in.skipNBytes(in.readInt() & 0xFFFFFFFFL);
    }
  }

  /** Where each constant lies; only the few that are asked for are read. */
  private static final class Constants {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private final byte[] classFile;
    private final int[] places;

    Constants(byte[] classFile, DataInputStream in) throws IOException {
      this.classFile = classFile;
      int count = in.readUnsignedShort();
      this.places = new int[count];
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        places[i] = classFile.length - in.available();
        in.skipNBytes(tag == UTF8 ? in.readUnsignedShort() : size(tag));
        if (tag == LONG || tag == DOUBLE) {
          i++; // They count twice.
        }
      }
    }

    /** Of what follows the tag: the table in JVMS 4.4. */
    private static int size(int tag) throws IOException {
      return switch (tag) {
        case 7, 8, 16, 19, 20 -> 2;
        case 15 -> 3;
        case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
        case LONG, DOUBLE -> 8;
        default -> throw new IOException("unknown constant " + tag);
      };
    }

    String typeAt(int index) throws IOException {
      return textAt(at(index).readUnsignedShort()).replace('/', '.');
    }

    String textAt(int index) throws IOException {
      return at(index).readUTF();
    }

    private DataInputStream at(int index) throws IOException {
      if (index >= places.length) {
        throw new IOException("no constant " + index);
      }
      int place = places[index];
      return new DataInputStream(
          new ByteArrayInputStream(classFile, place, classFile.length - place));
    }
  }
}
