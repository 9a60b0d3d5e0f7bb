package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import dev.rein.agent.ledger.LedgerEntry.Approval.Step;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryCodecTest {
  private final EntryEncoder encoder = new EntryEncoder();
  private final EntryDecoder decoder = new EntryDecoder();

  @ParameterizedTest
  @MethodSource("dev.rein.agent.ledger.Samples#oneOfEach")
  void everyEntryComesBackAsItWas(LedgerEntry entry) throws CorruptEntryException {
    pass(Samples.TABLE);

    assertThat(pass(entry)).isEqualTo(entry);
  }

  @Test
  void thereIsASampleOfEveryType() {
    assertThat(Samples.oneOfEach().map(LedgerEntry::getClass).distinct().count())
        .isEqualTo(Samples.types().size());
  }

  @Test
  void aResourceThatTheTableLacksGoesByName() throws CorruptEntryException {
    LedgerEntry entry = Samples.counters("jdbc.connections", 3);

    assertThat(pass(entry)).isEqualTo(entry);
  }

  @Test
  void resourcesAreNamedByTheTableOfTheLedger() throws CorruptEntryException {
    encoder.encode(Samples.TABLE);
    int size = encoder.encode(Samples.counters("files.read", 3)).length();

    assertThat(size).isLessThan(16);
  }

  @Test
  void extremeNumbersSurvive() throws CorruptEntryException {
    for (long number : new long[] {Long.MIN_VALUE, -1, 0, 1, 127, 128, Long.MAX_VALUE}) {
      LedgerEntry entry =
          new LedgerEntry.LimitEvent(number, 0, Kind.DENIED, "x", number, number, "");
      assertThat(pass(entry)).isEqualTo(entry);
    }
  }

  @Test
  void longTextIsCutBetweenCharacters() throws CorruptEntryException {
    LedgerEntry passed = pass(new LedgerEntry.Notice(1, "info", "x" + "ä".repeat(5000)));

    assertThat(passed)
        .isEqualTo(new LedgerEntry.Notice(1, "info", "x" + "ä".repeat((4096 - 1) / 2)));
  }

  /** As {@code docs/ledger-format.md} draws them; those of the first version must stay readable. */
  @Test
  void theBytesAreAsDocumented() throws CorruptEntryException {
    pass(Samples.TABLE);
    Map<String, LedgerEntry> documented =
        Map.of(
            "0501d69ff9c0bf6800010106 0000", Samples.counters("files.read", 3),
            "0601000104 01c801c8010178",
                new LedgerEntry.LimitEvent(0, 1, Kind.DENIED, "files.read", 100, 100, "x"),
            "040100000106627564676574c801a0010464656e79",
                new LedgerEntry.LimitSet(0, 0, "files.read", "budget", 100, 80, "deny"),
            "070100010161016200", new LedgerEntry.PhaseChanged(0, 1, "a", "b", ""),
            "14010001070101780172 0003626f62",
                new LedgerEntry.Approval(0, 1, 7, Step.APPROVED, "x", "r", "", "bob"),
            "16010001000105612e422e63 da05",
                new LedgerEntry.HotSpots(
                    0, 1, Subject.METHOD, List.of(new LedgerEntry.HotSpot("a.B.c", 730))),
            "18010001030101 00 00 062f746d702f78 00 00 046d61696e",
                new LeftOpen(
                    0,
                    1,
                    3,
                    LeftOpen.Stage.AGENT_END,
                    LeftOpen.Kind.TEMP_FILE,
                    0,
                    "/tmp/x",
                    0,
                    "",
                    "main",
                    false),
            "1901000103 02 0178 0179", new Cleaned(0, 1, 3, Cleaned.Result.FAILED, "x", "y"),
            "1b010001 0178 016d c801 8c01 0a 8001 00 b817 2a 03",
                new ModelEntry.ModelCalled(
                    0, 1, "x", "m", 200, 140, 10, 128, 0, 1500, 42, true, true));

    for (Map.Entry<String, LedgerEntry> one : documented.entrySet()) {
      byte[] bytes = HexFormat.of().parseHex(one.getKey().replace(" ", ""));
      assertThat(decoder.decode(bytes, bytes.length)).isEqualTo(one.getValue());
      assertThat(bytes(one.getValue())).isEqualTo(bytes);
    }
  }

  @Test
  void whateverAnEntryHoldsComesBack() throws CorruptEntryException {
    RandomEntries entries = new RandomEntries(5);
    for (int i = 0; i < 20_000; i++) {
      LedgerEntry entry = entries.next();
      assertThat(pass(entry)).isEqualTo(entry);
    }
  }

  @Test
  void aLaterTableNamesWhatFollows() throws CorruptEntryException {
    List<ResourceName> longer = new ArrayList<>(Samples.TABLE.resources());
    longer.add(0, new ResourceName("mails.sent", "count", false, true));
    LedgerEntry own = Samples.counters("mails.sent", 3);
    LedgerEntry known = Samples.counters("files.read", 3);

    pass(Samples.TABLE);
    assertThat(pass(own)).isEqualTo(own);
    int sizeByName = bytes(own).length;
    pass(new LedgerEntry.Resources(1, longer));

    assertThat(pass(own)).isEqualTo(own);
    assertThat(pass(known)).isEqualTo(known);
    assertThat(bytes(own)).hasSizeLessThan(sizeByName);
  }

  @Test
  void whatAProgramSaysIsKeptShort() {
    String endless = "\uD83D\uDE00".repeat(5000) + "x";
    LedgerEntry.Delivered delivered =
        new LedgerEntry.Delivered(1, 0, "other", endless, Collections.nCopies(100, endless));
    LedgerEntry.Approval approval =
        new LedgerEntry.Approval(1, 0, 1, Step.ASKED, endless, endless, endless, endless);

    assertThat(delivered.description()).hasSize(1000);
    assertThat(delivered.artifacts()).hasSize(20).allMatch(artifact -> artifact.length() == 500);
    assertThat(new LedgerEntry.LimitEvent(1, 0, Kind.DENIED, "x", 1, 1, "y" + endless).target())
        .hasSize(999);
    assertThat(bytes(delivered)).hasSizeLessThan(30_000);
    assertThat(bytes(approval)).hasSizeLessThan(10_000);
  }

  @Test
  void unknownTypesAndVersionsAreSkipped() throws CorruptEntryException {
    byte[] notice = bytes(new LedgerEntry.Notice(1, "info", "hello"));
    byte[] otherType = notice.clone();
    otherType[0] = 99;
    byte[] otherVersion = notice.clone();
    otherVersion[1] = 2;

    byte[] approval = bytes(new LedgerEntry.Approval(1, 0, 1, Step.EXPIRED, "", "", "", ""));
    approval[5] = 99;

    assertThat(decoder.decode(approval, approval.length)).isNull();
    assertThat(decoder.decode(otherType, otherType.length)).isNull();
    assertThat(decoder.decode(otherVersion, otherVersion.length)).isNull();
    assertThat(decoder.decode(notice, notice.length)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("dev.rein.agent.ledger.Samples#oneOfEach")
  void aCutEntryIsCorrupt(LedgerEntry entry) {
    encoder.encode(Samples.TABLE);
    byte[] bytes = bytes(entry);

    for (int length = 0; length < bytes.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> decoder.decode(bytes, cut))
          .isInstanceOf(CorruptEntryException.class);
    }
  }

  @Test
  void noBytesMakeTheDecoderFailOtherwise() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(60) + 2];
      random.nextBytes(bytes);
      bytes[0] = (byte) random.nextInt(EntryType.TOOL_TOTALS + 2);
      bytes[1] = 1;
      try {
        decoder.decode(bytes, bytes.length);
      } catch (CorruptEntryException expected) {
        assertThat(expected).hasMessageNotContaining("\n");
      }
    }
  }

  private @Nullable LedgerEntry pass(LedgerEntry entry) throws CorruptEntryException {
    byte[] bytes = bytes(entry);
    return decoder.decode(bytes, bytes.length);
  }

  private byte[] bytes(LedgerEntry entry) {
    EntryOutput out = encoder.encode(entry);
    return Arrays.copyOf(out.array(), out.length());
  }
}
