package dev.rein.api;

import java.io.Serializable;

/**
 * Why a call was refused.
 *
 * @param account whose limit it was
 * @param resource name of the resource that has run out
 * @param limit the limit, in the resource's unit
 * @param used what the account had used when the call was refused, in the resource's unit
 * @param remedy what a person can do about it, as a sentence without its full stop
 */
public record Refusal(String account, String resource, long limit, long used, String remedy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One line for people: resource, limit, usage, account, remedy. */
  public String message() {
    return "refused by Rein: "
        + resource
        + " of account '"
        + account
        + "' has reached its limit of "
        + limit
        + " (used "
        + used
        + "); "
        + remedy;
  }

  @Override
  public String toString() {
    return message();
  }
}
