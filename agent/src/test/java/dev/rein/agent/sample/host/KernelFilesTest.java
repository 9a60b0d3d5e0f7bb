package dev.rein.agent.sample.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in the forms the kernel has. */
final class KernelFilesTest {
  private final KernelFiles files = new KernelFiles();

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("file"), text);
  }

  @Test
  void theNumberOfAFile() throws IOException {
    assertThat(files.number(file("4711\n"))).isEqualTo(4711);
    assertThat(files.number(file("0"))).isZero();
    assertThat(files.number(file("18446744073709551615\n"))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theNumberOnALine() throws IOException {
    Path status = file("Name:\tVmRSS 5\nVmRSSold:  9 kB\nVmRSS:\t   1234 kB\nlast 7");
    assertThat(files.value(status, "VmRSS")).isEqualTo(1234);
    assertThat(files.value(status, "last")).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"''", "max", "-1"})
  void whatIsNoNumberIsAFailure(String text) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> files.number(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aLineThatIsMissingIsAFailure() throws IOException {
    Path file = file("inactive 5\n");
    assertThatThrownBy(() -> files.value(file, "inactive_file"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no inactive_file in");
  }

  @Test
  void ofALongFileTheBeginningIsRead() throws IOException {
    Path file = file("first 1\n" + "x".repeat(100_000) + "\nlast 2\n");
    assertThat(files.value(file, "first")).isEqualTo(1);
    assertThatThrownBy(() -> files.value(file, "last")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|1", "0-3|4", "0-1,4,6-7|5"})
  void processorsInAList(String list, int count) {
    assertThat(ProcessorList.count(list + "\n")).isEqualTo(count);
  }
}
