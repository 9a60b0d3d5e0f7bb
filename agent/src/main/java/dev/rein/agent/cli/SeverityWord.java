package dev.rein.agent.cli;

import dev.rein.agent.view.Severity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A severity as a user gives it. */
final class SeverityWord implements ITypeConverter<Severity> {
  @Override
  public Severity convert(String text) {
    for (Severity one : Severity.values()) {
      if (one.word().equals(text)) {
        return one;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no severity; expected info, warning or critical");
  }
}
