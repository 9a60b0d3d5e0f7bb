package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rein.agent.GeneratedDocs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that Rein ships says of a policy what the parser says, as far as a schema can. */
final class PolicySchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SchemaTables.text(), InputFormat.JSON);

  @Test
  void theSchemaIsMadeOfTheParsersTables() {
    GeneratedDocs.assertPage(
        "agent/src/main/resources/dev/rein/agent/policy/" + PolicySchema.FILE, SchemaTables.text());
    JsonObject file = JsonParser.parseString(SchemaTables.text()).getAsJsonObject();
    assertThat(file.getAsJsonObject("properties").keySet())
        .containsExactlyElementsOf(FileReader.KEYS);
  }

  @Test
  void theSchemaIsInTheJar() {
    assertThat(PolicySchema.text()).isEqualTo(SchemaTables.text());
  }

  static List<String> examples() {
    return PolicyPageTest.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesOfThePageFit(String policy) {
    assertThat(mistakes(policy)).isEmpty();
  }

  /** An editor must not mark what Rein takes. */
  @Test
  void whatTheParserTakesFits() {
    Random random = new Random(20_253);
    List<String> marked = new ArrayList<>();
    int taken = 0;
    for (int i = 0; i < 3_000; i++) {
      String text = PolicyFuzzTest.mutated(random);
      if (isPolicy(text)) {
        taken++;
        if (!mistakes(text).isEmpty()) {
          marked.add(text);
        }
      }
    }
    assertThat(taken).isGreaterThan(100);
    assertThat(marked).isEmpty();
  }

  /** What the schema says of a policy; the validator itself does not follow aliases in YAML. */
  private static List<Error> mistakes(String policy) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(policy);
    String json = new GsonBuilder().serializeNulls().create().toJson(tree);
    return SCHEMA.validate(json, InputFormat.JSON);
  }

  private static boolean isPolicy(String text) {
    try {
      PolicyParser.parse(text, "p.yaml");
      return true;
    } catch (PolicyException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mods: observe",
        "mode: off",
        "priority: 5",
        "check-interval: 1",
        "limits: {files.reed: 5}",
        "limits: {files.read: {bugdet: 5}}",
        "limits: {files.read: {budget: -5}}",
        "limits: {files.read: {budget: 5MB}}",
        "limits: {files.read: {at-most: 5}}",
        "limits: {files.read: {budget: 5, rate: 5/1s}}",
        "limits: {files.read: {rate: 5}}",
        "limits: {files.read: {rate: 5/1s, warn: 50%}}",
        "limits: {files.read: {budget: 5, warn: 0%}}",
        "limits: {files.read: {budget: 5, then: throttle}}",
        "limits: {files.read: {budget: 5, then: dney}}",
        "limits: {files.read: []}",
        "limits: {files.open: {at-most: 5, then: approve}}",
        "limits: {time.since_deliverable: {budget: 5m}}",
        "limits: {time.since_deliverable: {above: 5}}",
        "limits: {cost: {budget: 0.1234567USD}}",
        "limits: {host.cpu: {above: 101}}",
        "limits: {host.cpu: {above: 101%}}",
        "limits: {host.cpu: {above: 85%, commands: [a]}}",
        "limits: {cpu.time: {budget: 5m, then: approve}}",
        "limits: {cpu.time: {rate: 5/1m}}",
        "limits: {disk.free: {above: 10%}}",
        "limits: {disk.free: {below: 10%, commands: []}}",
        "limits: {rein.cpu: {budget: 5m}}",
        "intervention: {puase: true}",
        "intervention: {grace: 10}",
        "resources: {a.b: guage}",
        "profiles: {a: {extend: b}}",
        "agents: {a: {match: {method: run}}}",
        "agents: {a: {match: {method: a.b, thread: c}}}",
        "agents: {a: {match: []}}",
        "rules: [{then: deny}]",
        "rules: [{host: a, path: /b}]",
        "rules: [{host: a, at-most: 5}]",
        "rules: [{host: a, per: 1d}]",
        "rules: [{process: a, budget: 5, rate: 5/1m}]",
        "rules: [{process: a, cost: 3/d}]"
      })
  void mistakesThatAnEditorCanTellDoNotFit(String policy) {
    assertThat(isPolicy(policy)).isFalse();
    assertThat(mistakes(policy)).isNotEmpty();
  }
}
