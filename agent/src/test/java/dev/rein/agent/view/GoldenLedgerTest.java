package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.GeneratedDocs;
import dev.rein.agent.ledger.GoldenLedger;
import dev.rein.agent.ledger.LedgerFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ledgers of every version so far are read as they were when they were written. */
class GoldenLedgerTest {
  private static final Path GOLDEN =
      GeneratedDocs.file("agent/src/test/resources/dev/rein/agent/ledger/golden");

  /** In each of them: what was read in its time. */
  private static final String EXPECTED = "expected.jsonl";

  private static final String HOW =
      "`mvn -pl agent -am test -Dtest=GoldenLedgerTest -DupdateGolden` writes one more";

  @TempDir private Path dir;

  /** Adds today's version; those that are there stay as they are. */
  @BeforeAll
  static void update(@TempDir Path scratch) throws IOException {
    if (System.getProperty("updateGolden") == null) {
      return;
    }
    Files.createDirectories(GOLDEN);
    String name = "ledger-%03d".formatted(all().count() + 1);
    LedgerFolder folder = GoldenLedger.write(scratch);
    try (OutputStream file = Files.newOutputStream(GOLDEN.resolve(name + ".zip"));
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(folder.path())) {
      for (Path one : files.filter(Files::isRegularFile).sorted().toList()) {
        ZipEntry entry = new ZipEntry(scratch.relativize(one).toString());
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(one, zip);
      }
      ZipEntry expected = new ZipEntry(EXPECTED);
      expected.setTime(0);
      zip.putNextEntry(expected);
      zip.write(String.join("\n", lines(folder)).getBytes(StandardCharsets.UTF_8));
    }
  }

  static Stream<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void isReadAsItWasThen(Path zip) throws IOException {
    List<String> found = lines(unpack(zip));
    List<String> expected = Files.readAllLines(dir.resolve(EXPECTED), StandardCharsets.UTF_8);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertHolds(JsonParser.parseString(expected.get(i)), JsonParser.parseString(found.get(i)));
    }
  }

  /** What later versions tell besides is welcome. */
  private static void assertHolds(JsonElement expected, JsonElement found) {
    if (expected instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> field : object.entrySet()) {
        JsonElement value = found.getAsJsonObject().get(field.getKey());
        assertThat(value).as(field.getKey()).isNotNull();
        assertHolds(field.getValue(), value);
      }
    } else if (expected instanceof JsonArray array) {
      assertThat(found.getAsJsonArray().size()).isEqualTo(array.size());
      for (int i = 0; i < array.size(); i++) {
        assertHolds(array.get(i), found.getAsJsonArray().get(i));
      }
    } else {
      assertThat(found).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void totalsAreTheSameWithoutItsFirstFile(Path zip) throws IOException {
    LedgerFolder folder = unpack(zip);
    Map<String, Map<String, Long>> whole = used(folder);
    GoldenLedger.removeOldest(folder);

    assertThat(used(folder)).isEqualTo(whole);
  }

  private static Map<String, Map<String, Long>> used(LedgerFolder folder) throws IOException {
    Map<String, Map<String, Long>> all = new java.util.TreeMap<>();
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(event -> {});
      for (AccountState account : view.content().accounts()) {
        Map<String, Long> used = new java.util.TreeMap<>();
        account.resources().forEach((name, state) -> used.put(name, state.used()));
        account
            .calls()
            .models(0, 0)
            .forEach(
                row -> {
                  String name = row.provider() + " " + row.model() + " " + row.day();
                  used.put(name + " tokens", row.input() + row.output());
                  used.put(name + " cost", row.picoDollars());
                  used.put(name + " calls", row.calls());
                });
        account.calls().tools(0, 0).forEach(row -> used.put("tool " + row.tool(), row.calls()));
        all.put(account.id(), used);
      }
    }
    return all;
  }

  @Test
  void theNewestHasEveryType() throws IOException {
    List<Path> all = all().toList();
    assertThat(all).as(HOW).isNotEmpty();
    Path newest = all.get(all.size() - 1);
    assertThat(Files.size(newest)).isLessThan(200_000);
    LedgerFolder folder = unpack(newest);
    Set<Class<?>> types = new HashSet<>(GoldenLedger.types(folder));
    GoldenLedger.removeOldest(folder);
    types.addAll(GoldenLedger.types(folder));

    assertThat(types)
        .as("the newest golden ledger lacks a type; %s", HOW)
        .containsExactlyInAnyOrderElementsOf(GoldenLedger.allTypes());
  }

  private LedgerFolder unpack(Path zip) throws IOException {
    Path folder = dir;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = dir.resolve(entry.getName()).normalize();
        assertThat(file).startsWithRaw(dir);
        if (file.endsWith("meta.json")) {
          folder = file.resolveSibling(".").normalize();
        }
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return LedgerFolder.open(folder);
  }

  /** What {@code rein view --json} and {@code rein events --json} print of it. */
  private static List<String> lines(LedgerFolder folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(event -> lines.add(ViewJson.line(event)));
      assertThat(view.remarks()).isEmpty();
      String document = ViewJson.document("golden", List.of(view));
      lines.add(0, document.replace(folder.path().toString(), "folder"));
    }
    return lines;
  }
}
