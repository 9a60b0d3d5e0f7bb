package dev.rein.agent.sample.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypeNamesTest {
  @ParameterizedTest
  @CsvSource({
    "[B, byte[]",
    "[[J, long[][]",
    "[Ljava.lang.String;, java.lang.String[]",
    "java.util.HashMap$Node, java.util.HashMap$Node",
    "com.acme.Coder$$Lambda$14+0x0000000800c03000.1234, com.acme.Coder$$Lambda",
    "com.acme.Coder$$Lambda.0x0000000800c03000, com.acme.Coder$$Lambda",
    "'[Lcom.acme.Coder$$Lambda/0x00000;', com.acme.Coder$$Lambda[]",
    "jdk.internal.Hidden+0x0000000800c03000, jdk.internal.Hidden",
  })
  void areWhatAProgrammerWrites(String recorded, String name) {
    assertThat(TypeNames.ofClass(recorded)).isEqualTo(name);
  }
}
