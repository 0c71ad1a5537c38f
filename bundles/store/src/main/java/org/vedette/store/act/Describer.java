package org.vedette.store.act;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vedette.api.auth.Application;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.AccessToken;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.store.StoredSecret;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.LocalPassword;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;

/** Says which fields of a record the audit may show. What is not named here is not shown. */
final class Describer {
  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,12}|true|false");
  private static final Pattern SENSITIVE =
      Pattern.compile("pass|pwd|secret|key|token|pin|code|credential|hash|salt|community");

  private static final int SHOWN_ENTRIES = 50;

  private Describer() {}

  static Facts describe(StoredRecord record) {
    if (record instanceof User user) {
      return user(user);
    }
    if (record instanceof Enrollment enrollment) {
      return enrollment(enrollment);
    }
    if (record instanceof Application application) {
      return application(application);
    }
    if (record instanceof Pin pin) {
      return new Facts()
          .hide("pin", text(pin.salt()) + text(pin.hash()))
          .show("mustChange", pin.mustChange())
          .show("expires", pin.expires());
    }
    if (record instanceof Bypass bypass) {
      return new Facts().show("until", bypass.until()).show("reason", bypass.reason());
    }
    if (record instanceof DirectoryLink link) {
      return new Facts()
          .show("directory", link.directory())
          .show("entry", link.entry())
          .show("item", link.item());
    }
    if (record instanceof SyncItem item) {
      return item(item);
    }
    if (record instanceof LocalPassword password) {
      return new Facts().hide("password", password.phc());
    }
    if (record instanceof Setting setting) {
      return setting(setting);
    }
    if (record instanceof StoredSecret secret) {
      return new Facts().show("name", secret.name()).hide("value", text(secret.sealed()));
    }
    if (record instanceof AccessToken token) {
      return new Facts()
          .show("name", token.name())
          .show("role", token.role())
          .show("expires", token.expires())
          .hide("token", text(token.hash()));
    }
    if (record instanceof HardwareToken token) {
      return token(token);
    }
    if (record instanceof TextTemplate text) {
      return new Facts()
          .show("template", text.name())
          .hide("subject", text.subject())
          .hide("body", text.body())
          .show("attachments", text.attachments().stream().map(Attachment::toString).toList());
    }
    if (record instanceof PolicyRule rule) {
      return rule(rule);
    }
    if (record instanceof NetworkList list) {
      return networks(list);
    }
    if (record instanceof PluginRecord plugin) {
      return new Facts()
          .show("plugin", plugin.plugin())
          .show("key", plugin.key())
          .hide("content", text(plugin.bytes()));
    }
    return new Facts();
  }

  private static Facts user(User it) {
    return new Facts()
        .show("username", it.username())
        .show("enabled", it.enabled())
        .show("firstName", it.firstName())
        .show("lastName", it.lastName())
        .show("email", it.email())
        .show("group", it.group())
        .show("description", it.description())
        .show("phone", it.phone())
        .show("backupPhone", it.backupPhone())
        .show("defaultMethod", it.defaultMethod())
        .show("methodOrder", it.methodOrder())
        .showAll("language.", it.languages())
        .show("groups", new TreeSet<>(it.groups()))
        .show("blockReason", it.block().map(block -> block.reason()))
        .show("blockUntil", it.block().map(block -> block.until()));
  }

  private static Facts item(SyncItem it) {
    return new Facts()
        .show("name", it.label())
        .show("position", it.position())
        .show("enabled", it.enabled())
        .show("directory", it.directory())
        .show("container", it.container())
        .show("group", it.group())
        .show("nested", it.nested())
        .show("add", it.rules().add())
        .show("update", it.rules().update())
        .show("enableNew", it.rules().enableNew())
        .show("needPhone", it.rules().needPhone())
        .show("adopt", it.rules().adopt())
        .show("overwritePhone", it.rules().overwritePhone())
        .show("mails", it.rules().mails())
        .show("firstPin", it.rules().pin())
        .show("onLeave", it.rules().onLeave())
        .show("onDisabled", it.rules().onDisabled())
        .show("onDeleted", it.rules().onDeleted())
        .show("username", it.profile().username())
        .show("phones", it.profile().phones())
        .show("backupPhones", it.profile().backupPhones())
        .show("method", it.profile().method())
        .show("mode", it.profile().mode())
        .showAll("language.", it.profile().languages())
        .show("userGroup", it.profile().group());
  }

  private static Facts enrollment(Enrollment it) {
    return new Facts()
        .show("method", it.method())
        .show("mode", it.mode())
        .show("label", it.label())
        .show("enabled", it.enabled())
        .show("codeLength", it.codeLength())
        .showAll("param.", it.params())
        .show("serial", it.serial())
        .hide("secret", it.sealed().map(Describer::text).orElse(""));
  }

  private static Facts token(HardwareToken it) {
    return new Facts()
        .show("serial", it.serial())
        .show("manufacturer", it.manufacturer())
        .show("model", it.model())
        .showAll("param.", it.params())
        .show("meantFor", it.user())
        .show("expires", it.expires())
        .hide("secret", text(it.sealed()));
  }

  /** A record of the audit has no room for a thousand entries. */
  private static Facts networks(NetworkList it) {
    List<String> shown = it.entries().subList(0, Math.min(SHOWN_ENTRIES, it.entries().size()));
    List<String> rest = it.entries().subList(shown.size(), it.entries().size());
    return new Facts()
        .show("name", it.label())
        .show("count", it.entries().size())
        .show("entries", shown)
        .hide("entries.more", String.join(",", rest));
  }

  private static Facts rule(PolicyRule it) {
    Facts facts =
        new Facts()
            .show("name", it.label())
            .show("position", it.position())
            .show("mode", it.mode())
            .show("effect", it.effect().kind())
            .show("methods", new TreeSet<>(it.effect().methods()))
            .show("always", it.effect().always());
    it.conditions()
        .forEach(
            each ->
                facts.show(
                    "when." + (each.not() ? "not." : "") + each.kind().text(), each.values()));
    return facts;
  }

  private static Facts application(Application it) {
    Facts facts =
        new Facts()
            .show("name", it.label())
            .show("listener", it.listener())
            .show("selectors", it.selectors())
            .show("enabled", it.enabled())
            .show("userMatch", it.userMatch())
            .show("primary", it.primary())
            .show("methods", new TreeSet<>(it.methods()))
            .show("groups", new TreeSet<>(it.groups()))
            .show("deadlineSeconds", it.deadline().toSeconds())
            .show("appended", it.appended().mode())
            .show("tries", it.tries())
            .show("trustedNetworks", it.trustedNetworks())
            .show("requireAlways", it.requireAlways())
            .show("cacheBy", it.cache().by())
            .show("cacheSeconds", it.cache().life().toSeconds())
            .show("fallback", new TreeSet<>(it.otherwise().methods()))
            .show("failOpen", it.otherwise().failOpen());
    new TreeMap<>(it.extra()).forEach((name, value) -> facts.hide("extra." + name, value));
    return facts;
  }

  /** Shows numbers and switches; any other value could be a secret that was typed in clear. */
  private static Facts setting(Setting it) {
    Facts facts = new Facts().show("pid", it.pid());
    for (Map.Entry<String, String> entry : new TreeMap<>(it.values()).entrySet()) {
      String name = entry.getKey();
      boolean plain =
          PLAIN.matcher(entry.getValue()).matches()
              && !SENSITIVE.matcher(name.toLowerCase(Locale.ROOT)).find();
      if (plain) {
        facts.show("value." + name, entry.getValue());
      } else {
        facts.hide("value." + name, entry.getValue());
      }
    }
    return facts;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Returns the label of an application. */
  static Optional<String> application(StoredRecord record) {
    return record instanceof Application it ? Optional.of(it.label()) : Optional.empty();
  }
}
