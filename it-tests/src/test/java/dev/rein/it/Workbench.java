package dev.rein.it;

import dev.rein.it.host.Actions;
import dev.rein.it.host.Work;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder a host works in, with all that actions expect to find there. */
record Workbench(Path folder) {
  /** Makes one below a folder. */
  static Workbench in(Path parent) throws IOException {
    Workbench workbench = new Workbench(Files.createDirectories(parent.resolve("work")));
    Files.write(workbench.work("", 0).input(), Work.bytes());
    return workbench;
  }

  /** Lays out the files for the first calls of each action. */
  Workbench prepare(int calls) throws IOException {
    for (Method action : Actions.all()) {
      prepare(action.getName(), calls);
    }
    return this;
  }

  /** Lays out the files for the first calls of an action. */
  Workbench prepare(String action, int calls) throws IOException {
    for (int call = 0; call < calls; call++) {
      Files.write(work(action, call).prepared(), Work.bytes());
    }
    return this;
  }

  private Work work(String action, int call) {
    return new Work(folder, "", action, call);
  }

  /** Writes a policy beside the folder, and returns where. */
  Path policy(String yaml) throws IOException {
    Path policy = Files.createTempFile(folder.getParent(), "policy", ".yaml");
    return Files.writeString(policy, yaml);
  }

  /** Where ledgers are kept. */
  Path ledgers() {
    return folder.resolveSibling("ledgers");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
