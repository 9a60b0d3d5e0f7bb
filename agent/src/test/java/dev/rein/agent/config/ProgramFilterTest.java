package dev.rein.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgramFilterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.*          | com.acme.Main      | true",
        "com.acme.*          | com.other.Main     | false",
        "*.Main              | acme/com.acme.Main | true",
        "com.acme.*          | acme/com.acme.Main | true",
        "app*.jar            | /opt/app-1.2.jar   | true",
        "/opt/*              | /opt/app-1.2.jar   | true",
        "app.jar             | /opt/app-1.2.jar   | false",
        "a*b*c               | axxbyyc            | true",
        "a*b*c               | axxcyyb            | false",
        "ab*ba               | aba                | false",
        "*                   | ''                 | true",
        "one; two*;          | twofold            | true",
        "one;;               | ''                 | false",
        "com.acme.Main       | com+acme+Main      | false"
      })
  void matchesWholeNames(String patterns, String program, boolean expected) {
    assertThat(ProgramFilter.anyMatches(patterns, program)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dir=/x                                | com.acme.Main | true",
        "include=com.acme.*                    | com.acme.Main | true",
        "include=com.acme.*                    | org.Other     | false",
        "exclude=com.acme.*                    | com.acme.Main | false",
        "exclude=com.acme.*                    | org.Other     | true",
        "include=com.acme.*,exclude=*.Main     | com.acme.Main | false",
        "dir=/x,include=org.*;com.acme.*,dir=/ | com.acme.Main | true"
      })
  void includesAndExcludes(String arguments, String program, boolean expected) {
    assertThat(ProgramFilter.admits(arguments, program)).isEqualTo(expected);
  }
}
