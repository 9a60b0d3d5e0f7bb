package dev.rein.it.host;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/** Streams made from the descriptor of a file that is open. */
final class DescriptorActions {
  private static final String CREATED = "files.written files.accessed";
  private static final String OPENED = "files.read files.accessed";
  private static final String TYPE = "java.io.FileDescriptor.";

  private DescriptorActions() {}

  @Action(
      hooks = TYPE + "attach(java.io.Closeable)",
      before = OPENED,
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void readByDescriptor(Work work) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(work.input().toFile(), "r");
        InputStream in = new FileInputStream(file.getFD())) {
      Expect.that(in.read(new byte[Work.SIZE]) == Work.SIZE);
    }
  }

  @Action(before = CREATED, charges = "file.bytes.written=1000", refusal = IOException.class)
  static void writeByDescriptor(Work work) throws IOException {
    try (FileOutputStream file = new FileOutputStream(work.fresh().toFile());
        FileOutputStream out = new FileOutputStream(file.getFD())) {
      out.getChannel().write(ByteBuffer.wrap(Work.bytes()));
    }
  }
}
