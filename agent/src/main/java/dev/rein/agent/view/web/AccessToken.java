package dev.rein.agent.view.web;

import dev.rein.agent.ledger.FileReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a client must show to be answered: 256 random bits, kept in a file of its owner's alone. */
public final class AccessToken {
  private static final int BYTES = 32;
  private static final int LONGEST = 1024;

  private final String text;

  AccessToken(String text) {
    this.text = text;
  }

  /**
   * The one in a file, which is made when it is missing.
   *
   * @throws IOException saying in one line what is wrong with the file
   */
  public static AccessToken of(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    makeIfMissing(absolute);
    if (!Files.isRegularFile(absolute) || Files.size(absolute) > LONGEST) {
      throw new IOException(file + " holds no token; delete it, and a new one is made");
    }
    String text = text(absolute);
    if (!text.matches("[A-Za-z0-9_-]{32,512}")) {
      throw new IOException(file + " holds no token; delete it, and a new one is made");
    }
    if (isPosix(absolute)
        && Files.getPosixFilePermissions(absolute).stream()
            .anyMatch(permission -> !permission.name().startsWith("OWNER"))) {
      throw new IOException("others can read the token in " + file + "; chmod 600 " + file);
    }
    return new AccessToken(text);
  }

  private static void makeIfMissing(Path file) throws IOException {
    Path folder = file.getParent();
    try {
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder, permissions(folder, "rwx------"));
      }
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file);
      }
    } catch (IOException e) {
      throw new IOException("cannot keep a token in " + folder + ": " + FileReason.of(e), e);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + FileReason.of(e), e);
    }
  }

  /** Written whole before it has its name, so that nobody reads half a token. */
  private static void make(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path draft =
        Files.createTempFile(file.getParent(), ".token", "", permissions(file, "rw-------"));
    try {
      Files.writeString(draft, text + "\n");
      // Unlike a move, a link does not replace what another start has made meanwhile.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException made) {
      // That one is as good.
    } catch (UnsupportedOperationException noLinks) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * @param authorization the header's value; null without one
   */
  boolean isIn(@Nullable String authorization) {
    String prefix = "Bearer ";
    if (authorization == null || !authorization.regionMatches(true, 0, prefix, 0, 7)) {
      return false;
    }
    byte[] shown = authorization.substring(7).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), shown);
  }

  /** For the one who started the server. */
  public String text() {
    return text;
  }

  private static FileAttribute<?>[] permissions(Path path, String which) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(which))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
