package dev.rein.it.host;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that ordinary programs make, and what it uses. On a static method that takes a {@link
 * Work} and returns nothing, or false for a call that tells a failure so.
 *
 * <p>Amounts are written {@code files.read files.accessed file.bytes.read=1000}; 1 when not said.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Action {
  /** Methods of the JDK that it goes through: {@code java.io.File.delete()}. */
  String[] hooks() default {};

  /** What it uses before the call that is refused. */
  String before() default "";

  /** What it uses, first the resource by whose limit it is refused. */
  String charges();

  /** Type of what it throws when refused; {@code boolean} when it returns false. */
  Class<?> refusal();

  /** How many calls of the JDK are refused when it is. */
  int refusedCalls() default 1;

  /** First JDK feature release that has the call. */
  int since() default 17;
}
