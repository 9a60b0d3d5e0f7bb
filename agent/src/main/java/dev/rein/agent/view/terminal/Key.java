package dev.rein.agent.view.terminal;

/**
 * What a person has pressed.
 *
 * @param character which, if it is one; else 0
 */
record Key(Name name, char character) {
  /** Those keys that mean something to the screen. */
  enum Name {
    CHARACTER,
    UP,
    DOWN,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    TAB,
    BACKSPACE,
    ESCAPE,
    NONE
  }

  static Key of(Name name) {
    return new Key(name, '\0');
  }

  static Key of(char character) {
    return new Key(Name.CHARACTER, character);
  }
}
