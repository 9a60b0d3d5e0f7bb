package dev.rein.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTextTest {
  /** Words are parted by a semicolon, so that an argument can have spaces. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          git;status                        | git status
          git;commit;-m;two words           | git commit -m "two words"
          app;--password=hunter2            | app --password=***
          app;--db-password;hunter2;run     | app --db-password *** run
          app;--token;hunter2               | app --token ***
          mysql;-uroot;-phunter2;shop       | mysql -uroot -p*** shop
          sshpass;-p;hunter2;ssh;host       | sshpass -p *** ssh host
          java;-Dmy.dbPassword=hunter2;Main | java -Dmy.dbPassword=*** Main
          env;API_KEY=hunter2;run           | env API_KEY=*** run
          curl;-H;Authorization: Bearer hunter2 | curl -H "Authorization: ***"
          curl;-H;X-Api-Key: hunter2        | curl -H "X-Api-Key: ***"
          curl;-u;joe:hunter2;https://h/    | curl -u joe:*** https://h/
          curl;--user=joe:hunter2           | curl --user=joe:***
          curl;https://joe:hunter2@h/a?b=hunter2#hunter2 | curl https://***@h/a?***
          curl;https://h/a?sig=hunter2&b=1  | curl https://h/a?***
          curl;-d;{"password": "hunter2"}   | curl -d "{"password": ***"
          scp;joe:hunter2@host:/tmp;.       | scp joe:***@host:/tmp .
          sqlplus;joe/hunter2@db            | sqlplus joe/***@db
          sh;-c;mysql -phunter2 && echo     | sh -c "mysql -p*** && echo"
          sh;-c;login --secret hunter2 now  | sh -c "login --secret *** now"
          use;sk-hunter2hunter2             | use ***
          use;0123456789abcdef0123456789abcdef | use ***
          """)
  void showsACommandWithoutItsSecrets(String words, String shown) {
    String text = CommandText.of(words.split(";", -1));

    assertThat(text).isEqualTo(shown).doesNotContain("hunter2");
  }

  @Test
  void isOfBoundedLength() {
    String[] many = new String[10_000];
    Arrays.fill(many, "a ".repeat(5_000));

    assertThat(CommandText.of(many)).hasSizeLessThanOrEqualTo(1_001);
    assertThat(CommandText.of(new String[0])).isEmpty();
    assertThat(CommandText.of(new String[] {"a", ""})).isEqualTo("a \"\"");
  }

  @Test
  void aHostileArgumentCostsNoTime() {
    String[] words = {"a:".repeat(1_000), "key".repeat(700), "://".repeat(700), "a1".repeat(1_000)};

    assertThat(CommandText.of(words)).isNotEmpty();
  }
}
