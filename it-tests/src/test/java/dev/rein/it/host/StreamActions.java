package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Scanner;

/** Files through the streams of {@code java.io}. */
final class StreamActions {
  private static final String IN = "java.io.FileInputStream.";
  private static final String OUT = "java.io.FileOutputStream.";
  private static final String OPENED = "files.read files.accessed";
  private static final String CREATED = "files.written files.accessed";
  private static final String READ_WHOLE = OPENED + " file.bytes.read=1000";
  private static final String WRITTEN_WHOLE = CREATED + " file.bytes.written=1000";

  private StreamActions() {}

  @Action(
      hooks = IN + "open(java.lang.String)",
      charges = OPENED,
      refusal = FileNotFoundException.class)
  static void openToRead(Work work) throws IOException {
    new FileInputStream(work.input().toFile()).close();
  }

  @Action(charges = OPENED, refusal = FileNotFoundException.class)
  static void openReader(Work work) throws IOException {
    new FileReader(work.input().toFile(), US_ASCII).close();
  }

  @Action(
      hooks = IN + "read()",
      before = OPENED,
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void readByteByByte(Work work) throws IOException {
    try (InputStream in = new FileInputStream(work.input().toFile())) {
      for (int i = 0; i < Work.SIZE; i++) {
        Expect.that(in.read() >= 0);
      }
    }
  }

  @Action(
      hooks = IN + "read(byte[])",
      before = OPENED,
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void readArray(Work work) throws IOException {
    try (InputStream in = new FileInputStream(work.input().toFile())) {
      Expect.that(in.read(new byte[Work.SIZE]) == Work.SIZE);
    }
  }

  @Action(
      hooks = IN + "read(byte[],int,int)",
      before = OPENED,
      charges = "file.bytes.read=990",
      refusal = IOException.class)
  static void readRange(Work work) throws IOException {
    try (InputStream in = new FileInputStream(work.input().toFile())) {
      Expect.that(in.read(new byte[Work.SIZE], 5, 990) == 990);
    }
  }

  @Action(charges = READ_WHOLE, refusal = FileNotFoundException.class)
  static void readAllOfStream(Work work) throws IOException {
    try (InputStream in = new FileInputStream(work.input().toFile())) {
      Expect.that(in.readAllBytes().length == Work.SIZE);
    }
  }

  @Action(charges = READ_WHOLE, refusal = FileNotFoundException.class)
  static void transferStreamToMemory(Work work) throws IOException {
    try (InputStream in = new FileInputStream(work.input().toFile())) {
      Expect.that(in.transferTo(new ByteArrayOutputStream()) == Work.SIZE);
    }
  }

  /** From JDK 21 on by a transfer between channels. */
  @Action(
      charges =
          "files.read files.accessed=2 files.written file.bytes.read=1000 file.bytes.written=1000",
      refusal = FileNotFoundException.class)
  static void transferStreamToFile(Work work) throws IOException {
    try (InputStream in = new FileInputStream(work.input().toFile());
        OutputStream out = new FileOutputStream(work.fresh().toFile())) {
      Expect.that(in.transferTo(out) == Work.SIZE);
    }
  }

  @Action(charges = READ_WHOLE, refusal = FileNotFoundException.class)
  static void readLines(Work work) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new FileReader(work.input().toFile(), US_ASCII))) {
      Expect.that(reader.lines().count() == 100);
    }
  }

  @Action(charges = READ_WHOLE, refusal = FileNotFoundException.class)
  static void scan(Work work) throws IOException {
    try (Scanner scanner = new Scanner(work.input().toFile(), US_ASCII)) {
      Expect.that(scanner.tokens().count() == 100);
    }
  }

  @Action(
      hooks = OUT + "open(java.lang.String,boolean)",
      charges = CREATED,
      refusal = FileNotFoundException.class)
  static void openToWrite(Work work) throws IOException {
    new FileOutputStream(work.fresh().toFile()).close();
  }

  @Action(
      charges = "files.modified files.written files.accessed",
      refusal = FileNotFoundException.class)
  static void openToAppend(Work work) throws IOException {
    new FileOutputStream(work.prepared().toFile(), true).close();
  }

  @Action(
      hooks = OUT + "write(int)",
      before = CREATED,
      charges = "file.bytes.written=3",
      refusal = IOException.class)
  static void writeByteByByte(Work work) throws IOException {
    try (OutputStream out = new FileOutputStream(work.fresh().toFile())) {
      for (int i = 0; i < 3; i++) {
        out.write(i);
      }
    }
  }

  @Action(
      hooks = OUT + "write(byte[])",
      before = CREATED,
      charges = "file.bytes.written=1000",
      refusal = IOException.class)
  static void writeArray(Work work) throws IOException {
    try (OutputStream out = new FileOutputStream(work.fresh().toFile())) {
      out.write(Work.bytes());
    }
  }

  @Action(
      hooks = OUT + "write(byte[],int,int)",
      before = CREATED,
      charges = "file.bytes.written=10",
      refusal = IOException.class)
  static void writeRange(Work work) throws IOException {
    try (OutputStream out = new FileOutputStream(work.fresh().toFile())) {
      out.write(Work.bytes(), 100, 10);
    }
  }

  @Action(charges = WRITTEN_WHOLE, refusal = FileNotFoundException.class)
  static void writeText(Work work) throws IOException {
    try (FileWriter writer = new FileWriter(work.fresh().toFile(), US_ASCII)) {
      writer.write(new String(Work.bytes(), US_ASCII));
    }
  }
}
