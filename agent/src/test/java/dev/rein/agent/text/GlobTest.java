package dev.rein.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "coder,coder,true",
    "coder,coders,false",
    "coder-*,coder-,true",
    "coder-*,coder-1/a,true",
    "*,'',true",
    "?,'',false",
    "c?der,coder,true",
    "c?der,coooder,false",
    "*a*b,xxaxxb,true",
    "*a*b,xxbxxa,false",
    "a**b,ab,true",
    "a.c,abc,false"
  })
  void aStarStandsForAnyCharactersAndAQuestionMarkForOne(
      String pattern, String text, boolean fits) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/*,/etc/hosts,true",
    "/etc/*,/etc/ssl/a.pem,false",
    "/etc/**,/etc/ssl/a.pem,true",
    "/etc/**,/etc,false",
    "**/.ssh/*,/home/me/.ssh/id,true",
    "**/.ssh/*,/home/me/.ssh/a/id,false",
    "**.pem,/a/b.pem,true",
    "/a?b,/a/b,false",
    "/*/b,/a/b,true",
    "/*/b,/a/c/b,false"
  })
  void inPathsOnlyTwoStarsPassASlash(String pattern, String text, boolean fits) {
    assertThat(Glob.ofPath(pattern).matches(text)).isEqualTo(fits);
  }

  @Test
  void whatWouldTakeForeverElsewhereDoesNot() {
    assertThat(Glob.of("*a".repeat(200) + "b").matches("a".repeat(2_000))).isFalse();
  }

  @Test
  void onlyWithoutAStarOrQuestionMarkItIsOneName() {
    assertThat(Glob.of("coder").isLiteral()).isTrue();
    assertThat(Glob.of("code?").isLiteral()).isFalse();
    assertThat(Glob.of("*")).isEqualTo(Glob.of("*")).isNotEqualTo(Glob.ofPath("*"));
  }
}
