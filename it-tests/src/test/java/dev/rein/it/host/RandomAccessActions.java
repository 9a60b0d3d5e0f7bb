package dev.rein.it.host;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Files through {@code RandomAccessFile}. */
final class RandomAccessActions {
  private static final String TYPE = "java.io.RandomAccessFile.";
  private static final String OPENED = "files.read files.accessed";
  private static final String CREATED = "files.written files.accessed";

  private RandomAccessActions() {}

  private static RandomAccessFile reading(Work work) throws IOException {
    return new RandomAccessFile(work.input().toFile(), "r");
  }

  private static RandomAccessFile writing(Work work) throws IOException {
    return new RandomAccessFile(work.fresh().toFile(), "rw");
  }

  @Action(
      hooks = TYPE + "open(java.lang.String,int)",
      charges = OPENED,
      refusal = FileNotFoundException.class)
  static void openRandomToRead(Work work) throws IOException {
    reading(work).close();
  }

  @Action(charges = CREATED, refusal = FileNotFoundException.class)
  static void openRandomToCreate(Work work) throws IOException {
    writing(work).close();
  }

  @Action(
      charges = "files.modified files.written files.read files.accessed",
      refusal = FileNotFoundException.class)
  static void openRandomToUpdate(Work work) throws IOException {
    new RandomAccessFile(work.prepared().toFile(), "rw").close();
  }

  @Action(
      hooks = TYPE + "read()",
      before = OPENED,
      charges = "file.bytes.read=3",
      refusal = IOException.class)
  static void readRandomByteByByte(Work work) throws IOException {
    try (RandomAccessFile file = reading(work)) {
      for (int i = 0; i < 3; i++) {
        file.seek(100L * i);
        Expect.that(file.read() == '1');
      }
    }
  }

  @Action(
      hooks = TYPE + "read(byte[])",
      before = OPENED,
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void readRandomArray(Work work) throws IOException {
    try (RandomAccessFile file = reading(work)) {
      Expect.that(file.read(new byte[Work.SIZE]) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "read(byte[],int,int)",
      before = OPENED,
      charges = "file.bytes.read=100",
      refusal = IOException.class)
  static void readRandomRange(Work work) throws IOException {
    try (RandomAccessFile file = reading(work)) {
      Expect.that(file.read(new byte[Work.SIZE], 10, 100) == 100);
    }
  }

  @Action(
      hooks = TYPE + "readLine()",
      before = OPENED,
      charges = "file.bytes.read=32",
      refusal = IOException.class)
  static void readRandomValues(Work work) throws IOException {
    try (RandomAccessFile file = reading(work)) {
      file.readFully(new byte[8]);
      file.readLong();
      file.readInt();
      file.readShort();
      Expect.that("3456789".equals(file.readLine()));
      file.readByte();
      file.readUnsignedByte();
    }
  }

  @Action(
      hooks = TYPE + "write(int)",
      before = CREATED,
      charges = "file.bytes.written=1",
      refusal = IOException.class)
  static void writeRandomByte(Work work) throws IOException {
    try (RandomAccessFile file = writing(work)) {
      file.write(7);
    }
  }

  @Action(
      hooks = TYPE + "write(byte[])",
      before = CREATED,
      charges = "file.bytes.written=1000",
      refusal = IOException.class)
  static void writeRandomArray(Work work) throws IOException {
    try (RandomAccessFile file = writing(work)) {
      file.write(Work.bytes());
    }
  }

  @Action(
      hooks = TYPE + "write(byte[],int,int)",
      before = CREATED,
      charges = "file.bytes.written=100",
      refusal = IOException.class)
  static void writeRandomRange(Work work) throws IOException {
    try (RandomAccessFile file = writing(work)) {
      file.write(Work.bytes(), 10, 100);
    }
  }

  @Action(
      hooks = TYPE + "writeBytes(java.lang.String)",
      before = CREATED,
      charges = "file.bytes.written=5",
      refusal = IOException.class)
  static void writeRandomBytesOfText(Work work) throws IOException {
    try (RandomAccessFile file = writing(work)) {
      file.writeBytes("hello");
    }
  }

  @Action(
      hooks = TYPE + "writeChars(java.lang.String)",
      before = CREATED,
      charges = "file.bytes.written=10",
      refusal = IOException.class)
  static void writeRandomChars(Work work) throws IOException {
    try (RandomAccessFile file = writing(work)) {
      file.writeChars("hello");
    }
  }

  @Action(before = CREATED, charges = "file.bytes.written=24", refusal = IOException.class)
  static void writeRandomValues(Work work) throws IOException {
    try (RandomAccessFile file = writing(work)) {
      file.writeLong(1);
      file.writeInt(2);
      file.writeShort(3);
      file.writeBoolean(true);
      file.writeByte(4);
      file.writeChar('c');
      file.writeUTF("four");
      Expect.that(file.length() == 24);
    }
  }
}
