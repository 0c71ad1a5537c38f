package org.vedette.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import org.vedette.api.directory.DirectoryEntry.Kind;

/**
 * Tries what import and synchronization need of a directory. Who only signs in needs none of it, so
 * that nothing here is a failure: it is told.
 */
final class ReadingProbe {
  private static final String NEEDED = "; import and synchronization need it";

  private final DirectorySettings settings;
  private final Reading reading;
  private final Budget budget;

  ReadingProbe(
      DirectorySettings settings,
      ServerAddress server,
      LDAPConnection connection,
      Profile profile,
      Budget budget) {
    this.settings = settings;
    this.reading = Reading.on(server, connection, profile);
    this.budget = budget;
  }

  /** Returns a sentence for each thing tried; blocks. */
  List<String> run() {
    List<String> told = new ArrayList<>();
    told.add(
        reading.profile().kind() == DirectoryKind.AD
            ? "it is an Active Directory"
            : "it is an LDAP directory");
    told.add(seen(Kind.USER, "people"));
    told.add(seen(Kind.GROUP, "groups"));
    told.add(changes());
    return told;
  }

  private String seen(Kind kind, String what) {
    SearchRequest request =
        Reading.request(
            settings.baseDn(),
            SearchScope.SUB,
            reading.profile().filter(kind),
            List.of(reading.profile().map().id()));
    request.setSizeLimit(1);
    try {
      return seen(what, reading.tryTo(request, budget).getSearchEntries().isEmpty());
    } catch (LDAPException answer) {
      // One is asked for: that there are more is what is hoped for.
      return answer.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)
          ? seen(what, false)
          : what + " cannot be read: " + Causes.answer(answer) + NEEDED;
    } catch (ReadFailure failure) {
      return what + " cannot be read: " + failure.getMessage() + NEEDED;
    }
  }

  private static String seen(String what, boolean none) {
    return none ? "no " + what + " are to be seen" + NEEDED : what + " can be read";
  }

  private String changes() {
    try {
      var unused = new ChangeReader(reading, settings, budget).begin();
      return "what changed can be told: synchronization may be incremental";
    } catch (ReadFailure failure) {
      return "each synchronization reads everything: " + failure.getMessage();
    }
  }
}
