package org.vedette.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.IntermediateResponse;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ContentSyncDoneControl;
import com.unboundid.ldap.sdk.controls.ContentSyncInfoIntermediateResponse;
import com.unboundid.ldap.sdk.controls.ContentSyncInfoType;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestControl;
import com.unboundid.ldap.sdk.controls.ContentSyncRequestMode;
import com.unboundid.ldap.sdk.controls.ContentSyncState;
import com.unboundid.ldap.sdk.controls.ContentSyncStateControl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.directory.DirectoryAnswer.Trouble;
import org.vedette.directory.ChangeReader.Found;
import org.vedette.directory.Cursor.Way;

/**
 * Changes by content synchronization (RFC 4533, refreshOnly), as OpenLDAP offers it with the
 * overlay syncprov. Only its delete phase tells what was removed (section 3.3.2); when the server
 * answers with a present phase, all has to be read again. Blocks.
 */
final class ContentSync {
  private static final String OID = ContentSyncRequestControl.SYNC_REQUEST_OID;
  private static final String STATE = "contextCSN";
  private static final String UUID_ATTRIBUTE = "entryUUID";

  private final Reading reading;
  private final String base;
  private final Budget budget;

  ContentSync(Reading reading, String base, Budget budget) {
    this.reading = reading;
    this.base = base;
    this.budget = budget;
  }

  /** Returns the cursor of now: OpenLDAP's cookie is made of the state of its database. */
  Cursor now() throws ReadFailure {
    if (!reading.profile().supports(OID)
        || !reading.profile().map().id().equalsIgnoreCase(UUID_ATTRIBUTE)) {
      throw again("the directory does not tell what changed");
    }
    List<String> states = new ArrayList<>();
    for (String place : places()) {
      for (SearchResultEntry each :
          reading.base(place, Filter.createPresenceFilter("objectClass"), List.of(STATE), budget)) {
        String[] values = each.getAttributeValues(STATE);
        states.addAll(values == null ? List.of() : List.of(values));
      }
    }
    if (states.isEmpty()) {
      throw again("the directory does not tell its state, contextCSN");
    }
    String cookie = "rid=000,csn=" + String.join(";", states);
    return Cursor.of(Way.CONTENT, "", cookie.getBytes(StandardCharsets.UTF_8));
  }

  /** The state is kept in the entry at the top of the database. */
  private List<String> places() {
    List<String> all = new ArrayList<>();
    Optional.ofNullable(
            reading.profile().root().map(root -> root.getNamingContextDNs()).orElse(null))
        .ifPresent(
            contexts -> {
              for (String each : contexts) {
                if (base.toLowerCase(Locale.ROOT).endsWith(each.toLowerCase(Locale.ROOT))) {
                  all.add(each);
                }
              }
            });
    return all.isEmpty() ? List.of(base) : all;
  }

  /** Returns all changes. */
  Found since(Cursor cursor) throws ReadFailure {
    byte[] cookie = cursor.cookie().orElseThrow(() -> again("the cookie cannot be read"));
    SearchRequest request =
        Reading.request(
            base, SearchScope.SUB, Filter.createPresenceFilter("objectClass"), List.of("1.1"));
    request.addControl(
        new ContentSyncRequestControl(
            true, ContentSyncRequestMode.REFRESH_ONLY, new ASN1OctetString(cookie), false));
    List<IntermediateResponse> told = Collections.synchronizedList(new ArrayList<>());
    request.setIntermediateResponseListener(
        each -> {
          if (told.size() <= ChangeReader.MOST) {
            told.add(each);
          }
        });
    try {
      return read(reading.tryTo(request, budget), told, cookie);
    } catch (LDAPException refused) {
      if (Causes.isTransport(refused) && refused.getResultCode().intValue() != 84) {
        throw ReadFailure.of(reading.server(), refused);
      }
      // Section 2.5: the cookie is too old (4096), or synchronization is not offered any more.
      throw again("what changed cannot be told: " + Causes.answer(refused));
    }
  }

  private Found read(SearchResult result, List<IntermediateResponse> told, byte[] before)
      throws LDAPException, ReadFailure {
    Set<String> changed = new HashSet<>();
    Set<String> gone = new HashSet<>();
    for (SearchResultEntry each : result.getSearchEntries()) {
      ContentSyncStateControl state = ContentSyncStateControl.get(each);
      if (state == null || state.getState() == ContentSyncState.PRESENT) {
        throw again("the directory tells only what is still there");
      }
      (state.getState() == ContentSyncState.DELETE ? gone : changed)
          .add(state.getEntryUUID().toString());
    }
    if (told.size() > ChangeReader.MOST) {
      throw again("more was told than can be");
    }
    for (IntermediateResponse each : told) {
      if (!ContentSyncInfoIntermediateResponse.SYNC_INFO_OID.equals(each.getOID())) {
        continue;
      }
      ContentSyncInfoIntermediateResponse info = ContentSyncInfoIntermediateResponse.decode(each);
      boolean deletes = info.getType() == ContentSyncInfoType.SYNC_ID_SET && info.refreshDeletes();
      if (info.getType() == ContentSyncInfoType.REFRESH_PRESENT
          || (info.getType() == ContentSyncInfoType.SYNC_ID_SET && !deletes)) {
        throw again("the directory tells only what is still there");
      }
      if (deletes) {
        info.getEntryUUIDs().stream().map(UUID::toString).forEach(gone::add);
      }
    }
    ContentSyncDoneControl done = ContentSyncDoneControl.get(result);
    boolean nothing = changed.isEmpty() && gone.isEmpty() && told.isEmpty();
    if (!nothing && (done == null || !done.refreshDeletes())) {
      throw again("the directory does not tell what was removed");
    }
    byte[] next = done == null || done.getCookie() == null ? before : done.getCookie().getValue();
    return new Found(changed, gone, Cursor.of(Way.CONTENT, "", next), false);
  }

  private ReadFailure again(String why) {
    return new ReadFailure(
        Trouble.BEGIN_AGAIN, reading.server() + ": " + why + ": read everything");
  }
}
