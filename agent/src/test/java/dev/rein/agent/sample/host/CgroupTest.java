package dev.rein.agent.sample.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of containers, as the two versions of cgroups have them. */
final class CgroupTest {
  private static final String NO_LIMIT = "9223372036854771712\n";

  private CgroupFixture files;

  @BeforeEach
  void makeFiles(@TempDir Path folder) throws IOException {
    files = new CgroupFixture(folder);
  }

  private CgroupFixture version1() {
    return files
        .in("4:memory:/pod/box")
        .in("2:cpu,cpuacct:/pod/box")
        .in("0::/")
        .mount("cgroup", "/", "memory", "rw,memory")
        .mount("cgroup", "/", "cpu", "rw,cpu,cpuacct");
  }

  private CgroupFixture version2() {
    return files.in("0::/pod/box").mount("cgroup2", "/", "unified", "rw,nsdelegate");
  }

  private void quota1(String group, String quota) throws IOException {
    files
        .write("cpu" + group + "/cpu.cfs_quota_us", quota + "\n")
        .write("cpu" + group + "/cpu.cfs_period_us", "100000\n");
  }

  private void memory1(String group, String limit, long usage) throws IOException {
    files
        .write("memory" + group + "/memory.limit_in_bytes", limit + "\n")
        .write("memory" + group + "/memory.usage_in_bytes", usage + "\n")
        .write("memory" + group + "/memory.stat", "inactive_file 7\ntotal_inactive_file 100\n");
  }

  @Test
  void withoutCgroupsThereIsNoLimit() throws IOException {
    Cgroup cgroup = files.open();
    assertThat(cgroup.hasQuota()).isFalse();
    assertThat(cgroup.quota()).isInfinite();
    assertThat(cgroup.memory()).isNull();
    assertThat(files.problems).isEmpty();
  }

  @Test
  void noLimitOfVersion1IsNone() throws IOException {
    version1();
    quota1("/pod/box", "-1");
    memory1("/pod/box", NO_LIMIT, 500);
    Cgroup cgroup = files.open();
    assertThat(cgroup.hasQuota()).isFalse();
    assertThat(cgroup.memory()).isNull();
    assertThat(files.problems).isEmpty();
  }

  @Test
  void noLimitOfVersion2IsNone() throws IOException {
    version2()
        .write("unified/pod/box/cpu.max", "max 100000\n")
        .write("unified/pod/box/memory.max", "max\n");
    Cgroup cgroup = files.open();
    assertThat(cgroup.hasQuota()).isFalse();
    assertThat(cgroup.memory()).isNull();
    assertThat(files.problems).isEmpty();
  }

  @Test
  void shareOfAQuotaOfVersion1() throws IOException {
    version1();
    quota1("/pod/box", "150000");
    files.write("cpu/pod/box/cpuacct.usage", "1000000000\n");
    Cgroup cgroup = files.open();
    assertThat(cgroup.quota()).isEqualTo(1.5);
    assertThat(cgroup.cpuShare()).isNaN();
    files.write("cpu/pod/box/cpuacct.usage", "2500000000\n");
    files.pass(Duration.ofSeconds(2));
    assertThat(cgroup.cpuShare()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void shareOfAQuotaOfVersion2() throws IOException {
    version2()
        .write("unified/pod/box/cpu.max", "50000 100000\n")
        .write("unified/pod/box/cpu.stat", "usage_usec 1000000\nuser_usec 3\n");
    Cgroup cgroup = files.open();
    assertThat(cgroup.quota()).isEqualTo(0.5);
    assertThat(cgroup.cpuShare()).isNaN();
    files.write("unified/pod/box/cpu.stat", "usage_usec 2000000\nuser_usec 3\n");
    files.pass(Duration.ofSeconds(4));
    assertThat(cgroup.cpuShare()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void theFullestGroupAboveCounts() throws IOException {
    version1();
    quota1("/pod/box", "200000");
    quota1("/pod", "300000");
    memory1("/pod/box", "1000000", 400_100);
    memory1("/pod", "2000000", 1_500_100);
    files.write("cpu/pod/box/cpuacct.usage", "0").write("cpu/pod/cpuacct.usage", "0");
    Cgroup cgroup = files.open();
    assertThat(cgroup.cpuShare()).isNaN();
    files
        .write("cpu/pod/box/cpuacct.usage", "500000000")
        .write("cpu/pod/cpuacct.usage", "2400000000");
    files.pass(Duration.ofSeconds(1));
    assertThat(cgroup.quota()).isEqualTo(2);
    assertThat(cgroup.cpuShare()).isCloseTo(0.8, within(1e-9));
    assertThat(cgroup.memory()).isEqualTo(new Memory(1_500_000, 2_000_000));
  }

  @Test
  void theWorkingSetOfVersion2() throws IOException {
    version2()
        .write("unified/pod/memory.max", "max\n")
        .write("unified/pod/box/memory.max", "5000\n")
        .write("unified/pod/box/memory.current", "4000\n")
        .write("unified/pod/box/memory.stat", "anon 1\ninactive_anon 2\ninactive_file 1500\n");
    assertThat(files.open().memory()).isEqualTo(new Memory(2_500, 5_000));
  }

  @Test
  void aLimitOfMoreThanThereIsLimitsNothing() throws IOException {
    version1();
    quota1("/pod/box", "400000");
    memory1("/pod/box", "1073741824", 400);
    Cgroup cgroup = files.open();
    assertThat(cgroup.hasQuota()).isFalse();
    assertThat(cgroup.quota()).isInfinite();
    assertThat(cgroup.memory()).isNull();
  }

  @Test
  void inAHybridEachControllerIsWhereItIsMounted() throws IOException {
    files
        .in("4:memory:/box")
        .in("0::/unit")
        .mount("cgroup", "/", "memory", "rw,memory")
        .mount("cgroup2", "/", "unified", "rw");
    memory1("/box", "5000", 600);
    files
        .write("unified/unit/cpu.max", "100000 100000")
        .write("unified/unit/cpu.stat", "usage_usec 0");
    Cgroup cgroup = files.open();
    assertThat(cgroup.quota()).isEqualTo(1);
    assertThat(cgroup.memory()).isEqualTo(new Memory(500, 5_000));
  }

  @Test
  void inAContainerTheMountIsTheContainersGroup() throws IOException {
    files
        .in("4:memory:/docker/4711/inner")
        .mount("cgroup", "/docker/4711", "memory", "rw,memory")
        .write("memory/inner/memory.limit_in_bytes", NO_LIMIT);
    memory1("", "5000", 600);
    assertThat(files.open().memory()).isEqualTo(new Memory(500, 5_000));
  }

  @Test
  void aGroupOutsideOfWhatIsMountedIsTheMount() throws IOException {
    files.in("4:memory:/../other").mount("cgroup", "/", "memory", "rw,memory");
    memory1("", "5000", 600);
    assertThat(files.open().memory()).isEqualTo(new Memory(500, 5_000));
  }

  @Test
  void limitsAreReadAgainAfterAMinute() throws IOException {
    version1();
    quota1("/pod/box", "100000");
    files.write("cpu/pod/box/cpuacct.usage", "0");
    Cgroup cgroup = files.open();
    quota1("/pod/box", "300000");
    files.pass(Duration.ofSeconds(59));
    cgroup.refresh();
    assertThat(cgroup.quota()).isEqualTo(1);
    files.pass(Duration.ofSeconds(1));
    cgroup.refresh();
    assertThat(cgroup.quota()).isEqualTo(3);
  }

  @Test
  void aQuotaReadAgainStillKnowsWhatWasUsed() throws IOException {
    version1();
    quota1("/pod/box", "100000");
    files.write("cpu/pod/box/cpuacct.usage", "0");
    Cgroup cgroup = files.open();
    assertThat(cgroup.cpuShare()).isNaN();
    files.pass(Duration.ofMinutes(1));
    files.write("cpu/pod/box/cpuacct.usage", "30000000000");
    cgroup.refresh();
    assertThat(cgroup.cpuShare()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void whatIsBrokenIsToldOnceAndTheRestWorks() throws IOException {
    version1();
    quota1("/pod/box", "plenty");
    memory1("/pod/box", "5000", 600);
    Cgroup cgroup = files.open();
    files.pass(Duration.ofMinutes(2));
    cgroup.refresh();
    assertThat(cgroup.hasQuota()).isFalse();
    assertThat(cgroup.memory()).isEqualTo(new Memory(500, 5_000));
    assertThat(files.problems)
        .singleElement()
        .asString()
        .contains("the CPU quota of the cgroup cannot be read", "plenty");
  }

  @Test
  void aQuotaWithoutItsCpuTimeIsADenominatorOnly() throws IOException {
    version1();
    quota1("/pod/box", "150000");
    Cgroup cgroup = files.open();
    assertThat(cgroup.quota()).isEqualTo(1.5);
    assertThat(cgroup.hasQuota()).isFalse();
    assertThat(files.problems).singleElement().asString().contains("cpuacct.usage is missing");
  }

  @Test
  void memoryThatCannotBeReadAnyMoreIsToldOnce() throws IOException {
    version1();
    memory1("/pod/box", "5000", 600);
    Cgroup cgroup = files.open();
    files.write("memory/pod/box/memory.stat", "");
    assertThat(cgroup.memory()).isNull();
    assertThat(cgroup.memory()).isNull();
    assertThat(files.problems).singleElement().asString().contains("total_inactive_file");
  }
}
