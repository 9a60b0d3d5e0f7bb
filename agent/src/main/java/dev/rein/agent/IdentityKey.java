package dev.rein.agent;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** An object's identity, to look things up by that are kept only while the object lives. */
final class IdentityKey extends WeakReference<Object> {
  private final int hash;

  /**
   * @param queue where the key comes up once the object is gone; null for one to look up by
   */
  IdentityKey(Object object, @Nullable ReferenceQueue<Object> queue) {
    super(object, queue);
    this.hash = System.identityHashCode(object);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    Object own = get();
    return other instanceof IdentityKey key && own != null && own == key.get();
  }
}
