package dev.rein.api;

import java.io.Serializable;

/**
 * Why a call was refused.
 *
 * @param account whose limit it was
 * @param resource name of the resource that has run out, or that the call would have used
 * @param limit the limit, in the resource's unit
 * @param used what the account had used when the call was refused, in the resource's unit
 * @param reason what is in the way, as a clause: "http.requests of account 'jvm' has reached …"
 * @param remedy what a person can do about it, as a sentence without its full stop
 */
public record Refusal(
    String account, String resource, long limit, long used, String reason, String remedy)
    implements Serializable {
  private static final long serialVersionUID = 2L;

  /** A refusal because an account has used up a limit. */
  public static Refusal atLimit(
      String account, String resource, long limit, long used, String remedy) {
    String reason =
        resource
            + " of account '"
            + account
            + "' has reached its limit of "
            + limit
            + " (used "
            + used
            + ")";
    return new Refusal(account, resource, limit, used, reason, remedy);
  }

  /** One line for people: what is in the way, and the remedy. */
  public String message() {
    return "refused by Rein: " + reason + "; " + remedy;
  }

  @Override
  public String toString() {
    return message();
  }
}
