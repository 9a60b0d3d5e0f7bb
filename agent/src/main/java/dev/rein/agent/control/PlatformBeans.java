package dev.rein.agent.control;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistrationException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Beans in the platform's MBean server. One thread at a time. */
final class PlatformBeans {
  private static final String DOMAIN = "dev.rein:type=";

  private final Steering steering;
  private final Map<String, AccountBean> accounts = new HashMap<>();
  private final Set<ObjectName> names = new HashSet<>();
  private @Nullable MBeanServer server;

  PlatformBeans(Steering steering) {
    this.steering = steering;
  }

  /** JMX does not do what was asked. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(JMException cause) {
      super(cause.toString(), cause);
    }
  }

  void refresh(List<AccountStatus> now) throws Failure {
    try {
      if (server == null) {
        server = find();
        if (server == null) {
          return;
        }
        register(new ObjectName(DOMAIN + "Control"), new ControlBean(steering));
      }
      Set<String> ids = new HashSet<>();
      for (AccountStatus account : now) {
        ids.add(account.id());
        show(account);
      }
      for (String gone : Set.copyOf(accounts.keySet())) {
        if (!ids.contains(gone)) {
          accounts.remove(gone);
          unregister(name(gone));
        }
      }
    } catch (JMException e) {
      throw new Failure(e);
    }
  }

  /** The platform's is the one with the JVM's own beans; null while there is none. */
  private static @Nullable MBeanServer find() throws MalformedObjectNameException {
    ObjectName runtime = new ObjectName("java.lang:type=Runtime");
    for (MBeanServer candidate : MBeanServerFactory.findMBeanServer(null)) {
      if (candidate.isRegistered(runtime)) {
        return candidate;
      }
    }
    return null;
  }

  private void show(AccountStatus account) throws JMException {
    AccountBean known = accounts.get(account.id());
    if (known == null) {
      AccountBean bean = new AccountBean(steering, account);
      register(name(account.id()), bean);
      accounts.put(account.id(), bean);
    } else {
      known.show(account);
    }
  }

  private static ObjectName name(String id) throws MalformedObjectNameException {
    return new ObjectName(DOMAIN + "Account,id=" + ObjectName.quote(id));
  }

  private void register(ObjectName name, Object bean) throws JMException {
    if (server != null) {
      server.registerMBean(bean, name);
      names.add(name);
    }
  }

  void removeAll() {
    for (ObjectName name : Set.copyOf(names)) {
      try {
        unregister(name);
      } catch (JMException | RuntimeException ignored) {
        // The others are to go all the same.
      }
    }
    accounts.clear();
    server = null;
  }

  private void unregister(ObjectName name) throws MBeanRegistrationException {
    if (server != null && names.remove(name)) {
      try {
        server.unregisterMBean(name);
      } catch (InstanceNotFoundException gone) {
        // Somebody else has removed it.
      }
    }
  }
}
