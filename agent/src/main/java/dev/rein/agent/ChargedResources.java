package dev.rein.agent;

import dev.rein.api.Resource;
import dev.rein.hook.Operation;

/** What each intercepted call uses one of, the special before the general. */
final class ChargedResources {
  private static final Resource[][] CHARGED = charged();

  private ChargedResources() {}

  /** Not to be changed. */
  static Resource[] of(Operation operation) {
    return CHARGED[operation.ordinal()];
  }

  private static Resource[][] charged() {
    Resource[][] charged = new Resource[Operation.values().length][];
    for (Operation operation : Operation.values()) {
      charged[operation.ordinal()] = chargedFor(operation);
    }
    return charged;
  }

  private static Resource[] chargedFor(Operation operation) {
    Resource accessed = Resource.FILES_ACCESSED;
    Resource read = Resource.FILES_READ;
    Resource written = Resource.FILES_WRITTEN;
    Resource modified = Resource.FILES_MODIFIED;
    Resource open = Resource.FILES_OPEN;
    return switch (operation) {
      case FILE_READ -> of(read, accessed, open);
      case FILE_WRITE -> of(written, accessed, open);
      case FILE_MODIFY -> of(written, modified, accessed, open);
      case FILE_UPDATE -> of(read, written, modified, accessed, open);
      case FILE_CLOSE -> of(open);
      case FILE_CREATE -> of(written, accessed);
      case FILE_COPY -> of(read, written, accessed);
      case FILE_MOVE -> of(modified, accessed);
      case FILE_DELETE -> of(Resource.FILES_DELETED, accessed);
      case FILE_LIST -> of(read, accessed);
      case FILE_ATTRIBUTES -> of(modified, accessed);
      case NET_CONNECT -> of(Resource.NET_CONNECTS);
      case DNS_LOOKUP -> of(Resource.DNS_LOOKUPS);
      case HTTP_REQUEST -> of(Resource.HTTP_REQUESTS, Resource.HTTP_IN_FLIGHT);
      case HTTP_ANSWER -> of(Resource.HTTP_IN_FLIGHT);
      case PROCESS_SPAWN -> of(Resource.PROCESSES_SPAWNED, Resource.PROCESSES_LIVE);
      case THREAD_START -> of(Resource.THREADS_STARTED, Resource.THREADS_LIVE);
      case VIRTUAL_THREAD_START ->
          of(Resource.THREADS_VIRTUAL_STARTED, Resource.THREADS_VIRTUAL_LIVE);
      case AGENT, TOOL, PROCESS_DESTROY, PROCESS_KILL, NATIVE_LOAD, TRANSFER -> of();
    };
  }

  private static Resource[] of(Resource... resources) {
    return resources;
  }
}
