package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The description of the web server, and whether answers are as it says. */
record OpenApi(JsonObject document) {
  static final String PATH = "/api/v1/openapi.json";

  /** One kind of request. */
  record Operation(String method, String path, JsonObject json) {}

  /** Fails unless it is a description as OpenAPI has it. */
  static OpenApi parse(String text) {
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(text);
    assertThat(result.getMessages()).isEmpty();
    assertThat(result.getOpenAPI().getOpenapi()).startsWith("3.1");
    return new OpenApi(JsonParser.parseString(text).getAsJsonObject());
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonElement> path : document.getAsJsonObject("paths").entrySet()) {
      path.getValue()
          .getAsJsonObject()
          .entrySet()
          .forEach(
              one ->
                  all.add(
                      new Operation(
                          one.getKey(), path.getKey(), one.getValue().getAsJsonObject())));
    }
    return all;
  }

  /** The same of the one that takes orders there. */
  void check(String path, HttpResponse<String> answer) {
    check(
        operations().stream()
            .filter(one -> one.path().equals(path) && one.method().equals("post"))
            .findFirst()
            .orElseThrow(),
        answer);
  }

  /** Fails unless the answer's status, type and content are among those described. */
  void check(Operation operation, HttpResponse<String> answer) {
    String what = operation.path() + " " + answer.statusCode() + " " + answer.body();
    JsonObject responses = operation.json().getAsJsonObject("responses");
    JsonObject response = responses.getAsJsonObject(Integer.toString(answer.statusCode()));
    assertThat(response).as(what).isNotNull();
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    JsonObject content = response.getAsJsonObject("content").getAsJsonObject(type);
    assertThat(content).as(type + " of " + what).isNotNull();
    if (type.equals("application/json")) {
      JsonObject schema = content.getAsJsonObject("schema").deepCopy();
      schema.add("components", document.get("components"));
      Schema checked =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(schema.toString());
      assertThat(checked.validate(answer.body(), InputFormat.JSON)).as(what).isEmpty();
    }
  }
}
