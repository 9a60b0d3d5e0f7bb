package dev.rein.agent.cli;

import dev.rein.agent.policy.PolicySchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rein policy schema}: for editors that check YAML while it is written. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of policy files, for editors and other checkers.",
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(PolicySchema.text());
    out.flush();
    return ExitCode.OK;
  }
}
