package dev.rein.agent.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many of the last ones a user wants. */
final class LastCount implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (!text.matches("[1-9]\\d{0,6}")) {
      throw new TypeConversionException("'" + text + "' is no such number; expected 1 to 9999999");
    }
    return Integer.valueOf(text);
  }
}
