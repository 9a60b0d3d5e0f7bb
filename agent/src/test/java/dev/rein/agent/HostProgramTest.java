package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command lines are those that JDK 17 and 25 note of themselves. */
final class HostProgramTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Main x y             | classes:lib.jar       | com.acme.Main",
        "/opt/app.jar x                | /opt/app.jar          | /opt/app.jar",
        "a b.jar q                     | a b.jar:/opt/rein.jar | a b.jar",
        "acme/com.acme.Main a          | ''                    | acme/com.acme.Main",
        "jdk.compiler/com.sun.tools.javac.launcher.Main src/Run.java x           | '' | src/Run.java",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher src/Run.java x | '' | src/Run.java",
        "jdk.compiler/com.sun.tools.javac.Main A.java | '' | jdk.compiler/com.sun.tools.javac.Main",
        "''                            | ''                    | ''"
      })
  void findsTheNameOnTheCommandLine(String command, String classPath, String name) {
    assertThat(HostProgram.name(command, classPath)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "jdk.compiler/com.sun.tools.javac.Main, true",
    "/opt/rein.jar, true",
    "com.acme.Main, false",
    "jdk.acme.Main, false",
    "acme/com.acme.Main, false",
    "src/Run.java, false"
  })
  void knowsTools(String name, boolean tool) {
    assertThat(HostProgram.isTool(name)).isEqualTo(tool);
  }
}
