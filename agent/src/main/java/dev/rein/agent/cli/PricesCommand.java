package dev.rein.agent.cli;

import dev.rein.agent.price.ModelPrice;
import dev.rein.agent.price.ModelPrices;
import dev.rein.agent.price.PricedPolicy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein prices}: what Rein takes calls of language models to cost. */
@Command(
    name = "prices",
    description = "Prints what calls of language models cost, by Rein's table or a policy's.")
final class PricesCommand implements Callable<Integer> {
  private static final String ANY_MODEL = "*";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--policy", paramLabel = "FILE", description = "Policy whose prices to take.")
  private @Nullable Path policy;

  @Option(names = "--json", description = "One JSON document instead of lines.")
  private boolean json;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      description = "A model's name, or PROVIDER/NAME; all of the table without one.")
  private List<String> models = List.of();

  @Override
  public Integer call() {
    Path file = policy;
    ModelPrices prices = (file == null ? PricedPolicy.NONE : PolicyFiles.read(file)).prices();
    Instant now = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    List<PriceAnswer> answers = new ArrayList<>();
    for (String model : models) {
      answers.add(new PriceAnswer(model, find(prices, model, now)));
    }
    if (models.isEmpty()) {
      answers.add(new PriceAnswer("", prices.table().all(now)));
    }
    if (json) {
      out.println(PricesText.json(prices, answers));
    } else {
      PricesText.lines(prices, answers).forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** What each provider takes; of a model that no table has, what the policy gives it. */
  private static List<ModelPrice> find(ModelPrices prices, String model, Instant now) {
    int slash = model.indexOf('/');
    ModelPrice ofProvider =
        slash <= 0
            ? null
            : prices.table().find(model.substring(0, slash), model.substring(slash + 1), now);
    if (ofProvider != null) {
      return List.of(ofProvider);
    }
    List<ModelPrice> found = new ArrayList<>(prices.table().findAll(model, now));
    found.removeIf(price -> price.model().equals(ANY_MODEL));
    ModelPrice otherwise = found.isEmpty() ? prices.find("", model) : null;
    return otherwise == null ? found : List.of(otherwise);
  }

  /**
   * What was found of a model.
   *
   * @param asked as the user named it; empty when the whole table was asked for
   */
  record PriceAnswer(String asked, List<ModelPrice> prices) {}
}
