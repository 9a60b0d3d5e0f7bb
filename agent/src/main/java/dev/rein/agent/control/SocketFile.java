package dev.rein.agent.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the control socket lies: in the ledger's folder; or, where that has too long a path for a
 * socket, in a folder of its own below the temporary one, with a symbolic link to it. Both folders
 * admit nobody but their owner.
 */
final class SocketFile {
  static final String NAME = "control.sock";

  /** Systems have 104 or 108, with a zero at the end. */
  private static final int LONGEST_PATH = 103;

  private final Path link;
  private final Path socket;

  private SocketFile(Path link, Path socket) {
    this.link = link;
    this.socket = socket;
  }

  /** Finds the place for a new one. */
  static SocketFile in(Path folder) throws IOException {
    Path link = folder.toAbsolutePath().normalize().resolve(NAME);
    if (fits(link)) {
      return new SocketFile(link, link);
    }
    Path elsewhere = Files.createTempDirectory("rein-").toRealPath();
    SocketFile file = new SocketFile(link, elsewhere.resolve(NAME));
    if (!fits(file.socket)) {
      Files.delete(elsewhere);
      throw new IOException(
          "both its path and that of " + elsewhere + " are too long for a socket");
    }
    return file;
  }

  private static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
  }

  /** Opens it; from then on others of the same user can connect. */
  ServerSocketChannel bind(int backlog) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    boolean bound = false;
    try {
      server.bind(UnixDomainSocketAddress.of(socket), backlog);
      bound = true;
      if (socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      }
      if (!link.equals(socket)) {
        Files.createSymbolicLink(link, socket);
      }
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      // What was there before is another's.
      if (bound) {
        Files.deleteIfExists(socket);
      }
      if (!link.equals(socket)) {
        Files.deleteIfExists(socket.getParent());
      }
      throw e;
    }
  }

  /** Name of the user whose it is. */
  String owner() throws IOException {
    return Files.getOwner(socket).getName();
  }

  /** Removes all there is of it. */
  void remove() throws IOException {
    Files.deleteIfExists(socket);
    if (!link.equals(socket)) {
      Files.deleteIfExists(link);
      Files.deleteIfExists(socket.getParent());
    }
  }
}
