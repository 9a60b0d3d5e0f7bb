package dev.rein.agent.sample.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.TimeZoneLook;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the first look does to the host it is in, and what it does without OSHI. */
@EnabledOnOs(OS.LINUX)
final class OshiLoadingTest {
  private static final String PROC_PATH = "oshi.util.proc.path";

  @Test
  void withoutOshiTheJdksBeanIsAskedAndOneProblemTold() throws Exception {
    List<String> problems = new ArrayList<>();
    try (URLClassLoader rein = loader(entry -> !entry.contains("oshi"))) {
      String sample = twoLooks(rein, problems::add);
      assertThat(sample).contains("memoryTotal=").doesNotContain("memoryTotal=-1");
      assertThat(problems)
          .singleElement()
          .asString()
          .startsWith("the machine by OSHI cannot be read: java.lang.NoClassDefFoundError");
    }
  }

  @Test
  void settingsThatTheHostHasForAnOshiOfItsOwnDoNotCount() throws Exception {
    List<String> problems = new ArrayList<>();
    System.setProperty(PROC_PATH, "/no-such-folder");
    try (URLClassLoader rein = loader(entry -> true)) {
      assertThat(twoLooks(rein, problems::add)).doesNotContain("memoryTotal=-1");
      assertThat(problems).isEmpty();
    } finally {
      System.clearProperty(PROC_PATH);
    }
  }

  @Test
  void theHostKeepsItsPropertiesThreadsAndContextClassLoader() throws Exception {
    TimeZone.setDefault(null);
    System.clearProperty("user.timezone");
    Properties properties = (Properties) System.getProperties().clone();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader rein = loader(entry -> true)) {
      twoLooks(rein, problem -> {});
      assertThat(System.getProperties()).isEqualTo(properties);
      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getContextClassLoader() == rein)
          .noneMatch(thread -> thread.getName().startsWith("JNA"));
    }
  }

  private static String twoLooks(ClassLoader rein, Consumer<String> problems)
      throws ReflectiveOperationException {
    Class<?> type = rein.loadClass(HostSampler.class.getName());
    assertThat(type).isNotSameAs(HostSampler.class);
    Object sampler =
        type.getMethod("create", Consumer.class, Consumer.class)
            .invoke(null, problems, (Consumer<Runnable>) TimeZoneLook::during);
    type.getMethod("sample").invoke(sampler);
    return type.getMethod("sample").invoke(sampler).toString();
  }

  /** Rein's classes anew, with what lies beside them on the class path. */
  private static URLClassLoader loader(Predicate<String> kept) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (kept.test(entry)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }
}
