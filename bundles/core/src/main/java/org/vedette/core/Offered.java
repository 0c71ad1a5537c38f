package org.vedette.core;

import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.vedette.api.delivery.TextDesk;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.store.WriteListener;
import org.vedette.core.delivery.TextEditor;
import org.vedette.core.mail.MailDesk;

/** Services that the core offers beside itself, as long as it is there. */
final class Offered implements AutoCloseable {
  private final List<ServiceRegistration<?>> registrations;

  /** Registers them. */
  Offered(BundleContext context, MailDesk mails, TextEditor texts) {
    registrations =
        List.of(
            register(context, WriteListener.class, mails),
            register(context, UserMails.class, mails),
            register(context, TextDesk.class, texts));
  }

  private static <S> ServiceRegistration<S> register(
      BundleContext context, Class<S> as, S service) {
    return context.registerService(as, service, FrameworkUtil.asDictionary(Map.of()));
  }

  /** Takes them back. */
  @Override
  public void close() {
    registrations.forEach(ServiceRegistration::unregister);
  }
}
