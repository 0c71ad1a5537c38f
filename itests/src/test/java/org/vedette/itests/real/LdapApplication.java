package org.vedette.itests.real;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program in Python (ldap3) that signs people in, and works on as them. */
final class LdapApplication {
  private static final String PACKAGE = "python3-ldap3";

  private static final String TEXT =
      """
      import os, ssl, sys
      from ldap3 import BASE, Connection, MODIFY_REPLACE, Server, Tls

      what, host, port, authority, service, base, name = sys.argv[1:]
      tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=authority)
      server = Server(host, int(port), use_ssl=True, tls=tls)

      def connect(who, password):
          return Connection(server, who, password, receive_timeout=40)

      def find(connection):
          assert connection.search(base, '(uid=%s)' % name, attributes=['telephoneNumber', 'mail'])
          return connection.entries[0].entry_dn

      # Programs that check the password, and then open the connection that they work with.
      def twice():
          search = connect(service, os.environ['SERVICE'])
          assert search.bind()
          found = find(search)
          for time in range(2):
              person = connect(found, os.environ['PERSON'])
              print('bind', person.bind())
              person.unbind()
          search.unbind()

      # Programs that have one connection: bind, search, bind, work, and bind again.
      def one():
          it = connect(service, os.environ['SERVICE'])
          assert it.bind()
          found = find(it)
          print('person', it.rebind(found, os.environ['PERSON']))
          print('search', it.search(found, '(uid=*)', BASE) and it.entries[0].entry_dn == found)
          print('compare', it.compare(found, 'telephoneNumber', '117'))
          it.modify(found, {'telephoneNumber': [(MODIFY_REPLACE, ['118'])]})
          print('modify', it.result['description'])
          print('changed', it.compare(found, 'telephoneNumber', '118'))
          new = os.environ['PERSON'] + '2'
          print('password', it.extend.standard.modify_password(found, os.environ['PERSON'], new))
          print('who', it.extend.standard.who_am_i() == 'dn:' + found)
          print('back', it.extend.standard.modify_password(found, new, os.environ['PERSON']))
          it.modify(found, {'mail': [(MODIFY_REPLACE, ['other@corp.example'])]})
          print('others', it.result['description'])
          print('service', it.rebind(service, os.environ['SERVICE']))
          print('found', find(it) == found)
          it.unbind()

      {'twice': twice, 'one': one}[what]()
      """;

  private LdapApplication() {}

  /**
   * Runs it.
   *
   * @param what {@code twice}: binds twice in a sign-in; {@code one}: does all over one connection
   */
  static Tools.Ran run(Path folder, LdapSite site, String what) throws IOException {
    Path program = Files.writeString(folder.resolve("application.py"), TEXT);
    URI address = URI.create(site.tls());
    return Tools.attempt(
        PACKAGE,
        List.of(
            "/usr/bin/python3",
            program.toString(),
            what,
            address.getHost(),
            Integer.toString(address.getPort()),
            site.authority().certificate().toString(),
            Slapd.SERVICE_DN,
            Slapd.PEOPLE,
            Slapd.USER),
        "",
        Map.of("SERVICE", Slapd.SERVICE_PASSWORD, "PERSON", Slapd.USER_PASSWORD));
  }
}
