package dev.rein.agent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, among the three modules that make up the jar. */
final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.rein");

  private static final String AGENT = "dev.rein.agent";
  private static final String[] JDK = {"java..", "javax..", "jdk..", "com.sun.."};

  /** Of the packages of the agent, which others each may know, besides the API and {@code text}. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          entry("account", Set.of()),
          entry("audit", Set.of("ledger", "view")),
          entry(
              "cli",
              Set.of(
                  "config",
                  "control",
                  "ledger",
                  "policy",
                  "price",
                  "replay",
                  "view",
                  "view.terminal")),
          entry("cli.audit", Set.of("ledger", "view")),
          entry("config", Set.of()),
          entry("control", Set.of()),
          entry("governor", Set.of("account", "policy")),
          entry("ledger", Set.of()),
          entry("lifecycle", Set.of("account", "governor", "ledger", "policy")),
          entry("model", Set.of()),
          entry("policy", Set.of()),
          entry("price", Set.of("policy")),
          entry("replay", Set.of("account", "governor", "ledger", "policy")),
          entry("sample", Set.of("account")),
          entry("sample.host", Set.of("account")),
          entry("sample.children", Set.of("account")),
          entry("sample.jfr", Set.of()),
          entry("text", Set.of()),
          entry("view", Set.of("config", "ledger")),
          entry("view.terminal", Set.of("ledger", "view")),
          entry("view.web", Set.of("ledger", "view")),
          entry("view.report", Set.of("ledger", "view")));

  /** Where each third party is at home; one that is missing here is at home nowhere. */
  private static final Map<String, Set<String>> HOMES =
      Map.ofEntries(
          entry("net.bytebuddy", Set.of("dev.rein.instrumentation")),
          entry("net.openhft", Set.of(AGENT + ".ledger")),
          entry("org.snakeyaml", Set.of(AGENT + ".policy")),
          entry("oshi", Set.of(AGENT + ".sample.host")),
          entry("com.sun.management", Set.of(AGENT + ".sample")),
          entry("jdk.internal", Set.of(AGENT)),
          entry("jdk.jfr", Set.of(AGENT + ".sample.jfr")),
          entry("org.jline", Set.of(AGENT + ".view.terminal")),
          entry("org.eclipse.jetty", Set.of(AGENT + ".view.web")),
          entry("io.prometheus", Set.of(AGENT + ".view.web")),
          entry("picocli", Set.of(AGENT + ".cli")),
          entry("com.sun.tools.attach", Set.of(AGENT + ".cli")),
          entry("jdk.net", Set.of(AGENT + ".control")),
          // JSON is the form of a ledger's meta.json, of prices and of what the commands print.
          entry(
              "com.google.gson",
              Set.of(
                  AGENT + ".audit",
                  AGENT + ".ledger",
                  AGENT + ".price",
                  AGENT + ".view",
                  AGENT + ".cli",
                  AGENT + ".control")));

  /** At the jar's root, where the rest of the agent cannot be seen. */
  private static final Set<String> ENTRY_CLASSES =
      Set.of(AGENT + ".ReinAgent", AGENT + ".ReinMain", AGENT + ".IsolatedClassLoader");

  static Set<String> packagesOfTheAgent() {
    Set<String> names = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.getPackageName().startsWith(AGENT + ".")) {
        names.add(type.getPackageName().substring(AGENT.length() + 1));
      }
    }
    return names;
  }

  @Test
  void everyClassOfTheThreeModulesIsLookedAt() {
    List<String> missing = new ArrayList<>();
    for (SourceFile file : SourceFile.all("bootstrap", "instrumentation", "agent")) {
      if (file.isMain() && file.declaresType() && !CLASSES.contain(file.typeName())) {
        missing.add(file.typeName());
      }
    }
    assertThat(CLASSES).hasSizeGreaterThan(100);
    assertThat(missing).isEmpty();
    assertThat(CLASSES.stream().map(JavaClass::getName))
        .containsAll(ENTRY_CLASSES)
        .noneMatch(name -> name.endsWith("Test"));
  }

  @Test
  void bootstrapKnowsOnlyItselfAndTheJdksBase() {
    classes()
        .that()
        .resideInAnyPackage("dev.rein.api..", "dev.rein.hook..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.rein.api..", "dev.rein.hook..", "org.jspecify..")
        .check(CLASSES);
    assertThat(
            CLASSES.stream()
                .filter(resideInAnyPackage("dev.rein.api..", "dev.rein.hook.."))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(d -> d.getTargetClass().getPackageName().startsWith("java."))
                .filter(d -> !isInJavaBase(d.getTargetClass()))
                .map(Dependency::getDescription))
        .isEmpty();
  }

  @Test
  void theApiDoesNotKnowTheHooks() {
    noClasses()
        .that()
        .resideInAPackage("dev.rein.api..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.rein.hook..")
        .check(CLASSES);
  }

  @Test
  void instrumentationKnowsOnlyBootstrapAndByteBuddy() {
    classes()
        .that()
        .resideInAPackage("dev.rein.instrumentation..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(JDK)
                .or(
                    resideInAnyPackage(
                        "",
                        "dev.rein.instrumentation..",
                        "dev.rein.api..",
                        "dev.rein.hook..",
                        "net.bytebuddy..",
                        "org.jspecify..")))
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("packagesOfTheAgent")
  void aPackageOfTheAgentKnowsOnlyWhomItMay(String name) {
    assertThat(MAY_KNOW).as("rules for every package; add one for %s", name).containsKey(name);
    Stream<String> known =
        Stream.concat(Stream.of(name, "text"), MAY_KNOW.getOrDefault(name, Set.of()).stream());
    String[] may =
        Stream.concat(Stream.of("dev.rein.api.."), known.map(other -> AGENT + "." + other + ".."))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(AGENT + "." + name + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.rein..").and(not(resideInAnyPackage(may))))
        .check(CLASSES);
  }

  @Test
  void thePackagesOfTheAgentHaveNoCycles() {
    slices().matching(AGENT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theEntryClassesKnowNothingThatLiesInside() {
    List<String> inside = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (!isEntry(type)) {
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (resideInAPackage(AGENT + "..").test(target) && !isEntry(target)) {
          inside.add(dependency.getDescription());
        }
      }
    }
    assertThat(inside).isEmpty();
  }

  @Test
  void everyThirdPartyHasOneHome() {
    List<String> strays = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.isPrimitive() && !isAtHome(target.getPackageName(), type.getPackageName())) {
          strays.add(dependency.getDescription());
        }
      }
    }
    assertThat(strays).isEmpty();
  }

  private static boolean isAtHome(String used, String user) {
    for (Map.Entry<String, Set<String>> party : HOMES.entrySet()) {
      if (isIn(used, party.getKey())) {
        return party.getValue().stream().anyMatch(home -> isIn(user, home));
      }
    }
    return Stream.of("java", "javax", "dev.rein", "org.jspecify").anyMatch(own -> isIn(used, own));
  }

  private static boolean isIn(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }

  private static boolean isEntry(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return ENTRY_CLASSES.contains(nested < 0 ? name : name.substring(0, nested));
  }

  private static boolean isInJavaBase(JavaClass type) {
    return "java.base".equals(type.reflect().getModule().getName());
  }
}
