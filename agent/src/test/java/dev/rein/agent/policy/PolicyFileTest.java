package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policy files that are there, are not there, or hold something else. */
final class PolicyFileTest {
  @TempDir private Path dir;

  @Test
  void aFileIsReadAndNamesThePolicy() throws IOException, PolicyException {
    Path file = write("mode: observe # für alle");

    Policy policy = PolicyParser.parse(file);

    assertThat(policy.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(policy.source()).isEqualTo(file.toString());
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertFails(dir.resolve("gone.yaml"), ": there is no such file");
  }

  @Test
  void aFolderIsSaidToBeOne() {
    assertFails(dir, ": this is a folder; expected a policy file");
  }

  @Test
  void aFileThatMayNotBeReadIsSaidToBeSo() throws IOException {
    Path file = write("");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");

    assertFails(file, ": the file may not be read by this user");
  }

  @Test
  void aFileThatIsNotUtf8SaysWhere() throws IOException {
    Path file = dir.resolve("latin.yaml");
    Files.write(file, "mode: observe\n# für".getBytes(StandardCharsets.ISO_8859_1));

    assertFails(file, ":2:4: this is not UTF-8; save the file as UTF-8");
  }

  @Test
  void aFileCutInTheMiddleOfACharacterIsNotUtf8() throws IOException {
    Path file = dir.resolve("cut.yaml");
    Files.write(file, new byte[] {'#', (byte) 0xC3});

    assertFails(file, ":1:2: this is not UTF-8; save the file as UTF-8");
  }

  @Test
  void aHugeFileIsNotTakenIn() throws IOException {
    assertFails(write("#".repeat(1024 * 1024 + 1)), ": the file is too long");
  }

  @Test
  void aFileOfTheLargestSizeIsTakenIn() throws IOException, PolicyException {
    assertThat(PolicyParser.parse(write("#".repeat(1024 * 1024))).jvm().limits()).isEmpty();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(dir.resolve("p.yaml"), text);
  }

  private static void assertFails(Path file, String message) {
    assertThatThrownBy(() -> PolicyParser.parse(file))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith(file + message);
  }
}
