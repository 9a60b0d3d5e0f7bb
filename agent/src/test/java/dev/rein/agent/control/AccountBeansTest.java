package dev.rein.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.management.Attribute;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXPrincipal;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountBeansTest {
  private static final int GC_ATTEMPTS = 100;

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final RecordedControls controls = new RecordedControls();
  private final List<String> problems = new ArrayList<>();
  private final AccountBeans beans = new AccountBeans(controls, problems::add);

  @AfterEach
  void close() throws Exception {
    beans.close();
    assertThat(registered()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void showsEachAccount() throws Exception {
    beans.refresh(controls.accounts());

    assertThat(registered())
        .containsExactlyInAnyOrder(
            "dev.rein:type=Control",
            "dev.rein:type=Account,id=\"jvm\"",
            "dev.rein:type=Account,id=\"lead\"",
            "dev.rein:type=Account,id=\"lead/coder\"");
    ObjectName coder = account("lead/coder");
    String[] names = {"Id", "Parent", "Phase", "Paused", "Priority", "Active", "Waiting"};
    assertThat(server.getAttributes(coder, names).asList())
        .containsExactly(
            new Attribute("Id", "lead/coder"),
            new Attribute("Parent", "lead"),
            new Attribute("Phase", "normal"),
            new Attribute("Paused", false),
            new Attribute("Priority", "standard"),
            new Attribute("Active", 1),
            new Attribute("Waiting", 0L));
    TabularData used = (TabularData) server.getAttribute(coder, "Used");
    assertThat(used.get(new Object[] {"files.read"}).get("value")).isEqualTo(3L);
    assertThat(server.getAttribute(account("jvm"), "Parent")).isNull();
  }

  @Test
  void followsWhatChanges() throws Exception {
    beans.refresh(controls.accounts());
    controls.paused.remove("lead/coder");
    controls.paused.put("lead", true);
    controls.paused.put("a \"*?\\\n,=: b", false);
    beans.refresh(controls.accounts());

    assertThat(server.isRegistered(account("lead/coder"))).isFalse();
    assertThat(server.getAttribute(account("lead"), "Paused")).isEqualTo(true);
    assertThat(server.getAttribute(account("a \"*?\\\n,=: b"), "Id")).isEqualTo("a \"*?\\\n,=: b");
  }

  @Test
  void steers() throws Exception {
    beans.refresh(controls.accounts());
    invoke(account("lead"), "pause", "too busy");
    invoke(account("lead"), "resume");
    invoke(account("lead"), "terminate", new Object[] {null});
    invoke(account("lead"), "deliver", "other", "a thing", new String[] {"x"});
    invoke(account("jvm"), "limit", "http.requests", "", 7L);

    assertThat(controls.calls)
        .containsExactly(
            "pause lead [too busy] by JMX",
            "resume lead by JMX",
            "terminate lead [] by JMX",
            "deliver lead OTHER [a thing] [x] by JMX",
            "limit jvm http.requests [] 7 by JMX");
  }

  @Test
  void saysYesAndNo() throws Exception {
    beans.refresh(controls.accounts());
    ObjectName control = new ObjectName("dev.rein:type=Control");
    controls.waiting.add(RecordedControls.approval(1));
    controls.waiting.add(RecordedControls.approval(2));

    CompositeData[] waiting =
        (CompositeData[]) Objects.requireNonNull(invoke(control, "approvals"));
    assertThat(waiting).hasSize(2);
    assertThat(waiting[0].getAll(new String[] {"number", "account", "target", "price", "since"}))
        .containsExactly(
            1L, "lead/coder", "aws ec2 run-instances", "3.06/h", "2026-11-21T03:03:34Z");
    invoke(control, "approve", 1L);
    invoke(control, "deny", 2L);

    assertThat(controls.calls).containsExactly("approve 1 by JMX", "deny 2 by JMX");
  }

  @Test
  void aFailureNeedsNoClassOfRein() throws Exception {
    beans.refresh(controls.accounts());

    assertThatThrownBy(() -> invoke(account("jvm"), "limit", "http.request", "", 7L))
        .isInstanceOf(RuntimeMBeanException.class)
        .cause()
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageContaining("did you mean 'http.requests'?");
  }

  @SuppressWarnings("removal") // Its successor is not there on 17.
  @Test
  void tellsWhoHasLoggedIn() throws Exception {
    beans.refresh(controls.accounts());
    Subject alice = new Subject();
    alice.getPrincipals().add(new JMXPrincipal("alice"));
    PrivilegedExceptionAction<@Nullable Object> resume = () -> invoke(account("lead"), "resume");
    Subject.doAs(alice, resume);

    assertThat(controls.calls).containsExactly("resume lead by JMX (alice)");
  }

  @Test
  void theirNumberIsBounded() throws Exception {
    for (int i = 0; i < 2 * AccountBeans.MOST; i++) {
      controls.paused.put("agent-" + i, false);
    }
    beans.refresh(controls.accounts());

    assertThat(registered()).hasSize(AccountBeans.MOST + 1);
  }

  @Test
  void nothingIsShownAfterTheEnd() throws Exception {
    beans.close();
    beans.refresh(controls.accounts());

    assertThat(registered()).isEmpty();
  }

  /** The class loader of a Rein that was detached must be able to go. */
  @Test
  void jmxKeepsNoClassOfReins() throws Exception {
    WeakReference<ClassLoader> loader = useInLoaderOfItsOwn();

    for (int i = 0; i < GC_ATTEMPTS && loader.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(loader.get()).isNull();
  }

  private WeakReference<ClassLoader> useInLoaderOfItsOwn() throws Exception {
    URL classes = AccountBeans.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader own = new OwnLoader(new URL[] {classes})) {
      Class<?> type = own.loadClass(AccountBeans.class.getName());
      Class<?> controlsType = own.loadClass(Controls.class.getName());
      Object nothing =
          Proxy.newProxyInstance(
              own, new Class<?>[] {controlsType}, (proxy, method, args) -> List.of());
      Consumer<String> failing =
          problem -> {
            throw new AssertionError(problem);
          };
      Object other =
          type.getConstructor(controlsType, Consumer.class).newInstance(nothing, failing);
      Object status =
          own.loadClass(AccountStatus.class.getName())
              .getDeclaredConstructors()[0]
              .newInstance("jvm", null, "normal", false, "high", 1, 0L, Map.of("files.read", 1L));
      type.getMethod("refresh", List.class).invoke(other, List.of(status));
      assertThat(server.getAttribute(account("jvm"), "Used")).isInstanceOf(TabularData.class);
      invoke(account("jvm"), "pause", "x");
      invoke(new ObjectName("dev.rein:type=Control"), "approvals");
      type.getMethod("close").invoke(other);
      assertThat(server.isRegistered(account("jvm"))).isFalse();
      return new WeakReference<>(own);
    }
  }

  /** Loads the package under test anew. */
  private static final class OwnLoader extends URLClassLoader {
    OwnLoader(URL[] classes) {
      super(classes, AccountBeansTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.rein.agent.control.")) {
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
      return super.loadClass(name, resolve);
    }
  }

  private List<String> registered() throws Exception {
    return server.queryNames(new ObjectName("dev.rein:*"), null).stream()
        .map(ObjectName::toString)
        .toList();
  }

  private static ObjectName account(String id) throws Exception {
    return new ObjectName("dev.rein:type=Account,id=" + ObjectName.quote(id));
  }

  private @Nullable Object invoke(ObjectName bean, String operation, Object... arguments)
      throws Exception {
    for (var candidate : server.getMBeanInfo(bean).getOperations()) {
      if (candidate.getName().equals(operation)) {
        String[] signature = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
          signature[i] = candidate.getSignature()[i].getType();
        }
        return server.invoke(bean, operation, arguments, signature);
      }
    }
    throw new AssertionError(operation);
  }
}
