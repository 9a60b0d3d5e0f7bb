package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.lifecycle.OpenHandle;
import dev.rein.agent.lifecycle.OpenHandles;
import dev.rein.agent.lifecycle.StartSite;
import dev.rein.hook.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names who opens a file, and tells which are open by that. The name is the account's handle alone,
 * since an open must be cheap; where it is asked for, also when and where.
 */
final class FileOpeners implements OpenHandles {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private final Accounts accounts;
  private final boolean withSites;

  FileOpeners(Accounts accounts, boolean withSites) {
    this.accounts = accounts;
    this.withSites = withSites;
  }

  /** An object of the JDK's, for it may outlive Rein. */
  Object opener(@Nullable Object account) {
    Object handle = accounts.handle(account);
    if (!withSites) {
      return handle;
    }
    StartSite site = StartSite.find();
    return new Object[] {handle, System.currentTimeMillis(), site.where(), site.thread()};
  }

  /** Whom the file is charged to; null when it is nobody's of this time. */
  @Nullable AccountLimits account(Object opener) {
    return accounts.ifAny(opener instanceof Object[] parts ? parts[0] : opener);
  }

  @Override
  public List<OpenHandle> now() {
    List<OpenHandle> all = new ArrayList<>();
    OpenFiles.forEach(
        (opener, descriptor) -> {
          AccountLimits account = account(opener);
          if (account != null) {
            all.add(handle(account, opener, descriptor));
          }
        });
    return all;
  }

  private static OpenHandle handle(AccountLimits account, Object opener, int descriptor) {
    String path = path(descriptor);
    return opener instanceof Object[] parts
        ? new OpenHandle(
            account, descriptor, path, (Long) parts[1], (String) parts[2], (String) parts[3])
        : new OpenHandle(account, descriptor, path, 0, "", "");
  }

  private static String path(int descriptor) {
    try {
      return Files.readSymbolicLink(DESCRIPTORS.resolve(String.valueOf(descriptor))).toString();
    } catch (IOException | UnsupportedOperationException closedMeanwhile) {
      return "descriptor " + descriptor;
    }
  }
}
