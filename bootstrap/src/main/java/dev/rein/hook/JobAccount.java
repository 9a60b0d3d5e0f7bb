package dev.rein.hook;

import org.jspecify.annotations.Nullable;

/**
 * An account while it works on a job, for a tenant: it goes wherever the account itself would go,
 * so that nothing else has to. Immutable; holds nothing of the agent's side but the account.
 */
public final class JobAccount {
  private static final int LONGEST = 200;

  private final Object account;
  private final String job;
  private final String tenant;

  private JobAccount(Object account, String job, String tenant) {
    this.account = account;
    this.job = job;
    this.tenant = tenant;
  }

  /**
   * An account that works on a job from now on.
   *
   * @param account maybe within another job, whose tenant stays when there is no other
   * @param tenant may be empty
   */
  static JobAccount begin(Object account, String job, String tenant) {
    JobAccount outer = of(account);
    String kept = tenant.isEmpty() && outer != null ? outer.tenant : fit(tenant);
    return new JobAccount(plain(account), fit(job), kept);
  }

  /** An account that another one has brought about, and that works on the same job. */
  static Object like(@Nullable Object cause, Object account) {
    JobAccount outer = of(cause);
    return outer == null ? account : new JobAccount(plain(account), outer.job, outer.tenant);
  }

  /** The account itself, whatever it works on. */
  public static Object plain(Object account) {
    return account instanceof JobAccount within ? within.account : account;
  }

  /** What an account works on; null when the program has not said. */
  public static @Nullable JobAccount of(@Nullable Object account) {
    return account instanceof JobAccount within ? within : null;
  }

  public String job() {
    return job;
  }

  /** Empty for none. */
  public String tenant() {
    return tenant;
  }

  /** No half of a character of two, and nothing that a terminal or a log would act upon. */
  private static String fit(String text) {
    int end = Math.min(text.length(), LONGEST);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder fit = new StringBuilder(text.substring(0, end));
    for (int i = 0; i < end; i++) {
      if (Character.isISOControl(fit.charAt(i))) {
        fit.setCharAt(i, '_');
      }
    }
    return fit.toString();
  }
}
