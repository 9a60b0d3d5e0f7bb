package dev.rein.agent.price;

import com.google.gson.stream.JsonReader;
import dev.rein.agent.text.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the clauses by which genai-prices says which names of models it means. */
final class GenaiMatch {
  private static final int DEEPEST = 20;
  private static final int MOST = 200_000;
  private static final String EXPECTED =
      "one of equals, starts_with, ends_with, contains, regex, or, and";

  private final PriceJson json;
  private final JsonReader in;
  private int clauses;

  GenaiMatch(PriceJson json) {
    this.json = json;
    this.in = json.json();
  }

  ModelMatch read() throws IOException, PriceFileException {
    return clause(0);
  }

  private ModelMatch clause(int depth) throws IOException, PriceFileException {
    if (depth > DEEPEST || ++clauses > MOST) {
      throw json.wrong("too many clauses, or too many within each other");
    }
    json.beginObject("a clause with " + EXPECTED);
    if (!in.hasNext()) {
      throw json.wrong("the clause is empty; expected " + EXPECTED);
    }
    String kind = in.nextName();
    ModelMatch match =
        switch (kind) {
          case "equals" -> new ModelMatch.Equal(text());
          case "starts_with" -> new ModelMatch.Start(text());
          case "ends_with" -> new ModelMatch.End(text());
          case "contains" -> new ModelMatch.Inside(text());
          case "regex" -> new ModelMatch.Regular(regular());
          case "or" -> new ModelMatch.AnyOf(clauses(depth));
          case "and" -> new ModelMatch.AllOf(clauses(depth));
          default -> throw json.wrong(Quoted.of(kind) + " is not known; expected " + EXPECTED);
        };
    if (in.hasNext()) {
      throw json.wrong("a clause has one key; expected " + EXPECTED);
    }
    in.endObject();
    return match;
  }

  private List<ModelMatch> clauses(int depth) throws IOException, PriceFileException {
    json.beginArray("a list of clauses");
    List<ModelMatch> list = new ArrayList<>();
    while (in.hasNext()) {
      list.add(clause(depth + 1));
    }
    in.endArray();
    return List.copyOf(list);
  }

  private String text() throws IOException, PriceFileException {
    return ModelMatch.lower(json.text("a part of a model's name"));
  }

  private Pattern regular() throws IOException, PriceFileException {
    String text = json.text("a regular expression");
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException e) {
      throw json.wrong(Quoted.of(text) + " is no regular expression: " + e.getDescription());
    }
  }
}
