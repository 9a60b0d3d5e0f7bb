package dev.rein.agent.view;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whose hot spots are kept: those of the accounts that were heard of last, for names are long. */
final class HotAccounts {
  private static final int MOST = 500;

  private final Set<AccountState> accounts = new LinkedHashSet<>();

  /** Its hot spots were told. */
  void heard(AccountState account) {
    accounts.remove(account);
    accounts.add(account);
    if (accounts.size() > MOST) {
      Iterator<AccountState> oldest = accounts.iterator();
      oldest.next().forgetHotSpots();
      oldest.remove();
    }
  }
}
