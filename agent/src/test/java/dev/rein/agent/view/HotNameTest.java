package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.acme.Coder.search | com.acme.Coder.search",
        "com.acme.enterprise.Coder.search | ~enterprise.Coder.search",
        "com.acme.enterprise.integration.Coder.search | ~integration.Coder.search",
        "com.acme.integration.enterprise.VeryCoderFactoryFactory.search | ~CoderFactoryFactory.search",
        "byte[] com.acme.reader.Reader.fill | byte[] ~reader.Reader.fill",
        "java.util.HashMap$Node java.util.HashMap.put | HashMap$Node ~HashMap.put",
        "java.lang.String com.acme.reader.Main.run | String ~reader.Main.run",
        "averyverylongnamewithoutanydotinit | ~ylongnamewithoutanydotinit",
        "'' | ''"
      })
  void theEndOfALongNameIsShown(String name, String shown) {
    assertThat(HotName.of(name, 27)).isEqualTo(shown).hasSizeLessThanOrEqualTo(27);
  }
}
