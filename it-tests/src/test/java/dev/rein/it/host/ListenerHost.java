package dev.rein.it.host;

import dev.rein.api.PhaseChange;
import dev.rein.api.Registration;
import dev.rein.api.Rein;
import dev.rein.api.Resource;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Listens for changes of phase, and then sends mails for an agent: as many as each line of stdin
 * says. Prints what it has sent and what it hears.
 */
@SuppressWarnings("try") // Scopes and registrations are there to be closed.
public final class ListenerHost {
  private static final Resource MAILS = Resource.of("mails.sent");

  private ListenerHost() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Registration registration = Rein.onPhaseChange(ListenerHost::print)) {
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        try (Scope scope = Rein.agent("writer")) {
          Rein.charge(MAILS, Long.parseLong(line));
        }
        System.out.println("sent " + line);
      }
    }
  }

  private static void print(PhaseChange change) {
    System.out.println(change.account() + " " + change.from().label() + " " + change.to().label());
  }
}
