package org.vedette.directory;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one directory, as an operator sees them; {@link SettingsReader} validates them. */
@ObjectClassDefinition(
    name = "Directory",
    description = "One LDAP directory or Active Directory that checks passwords.")
public @interface DirectoryConfig {
  /** Servers in the order of failover. */
  @AttributeDefinition(
      name = "Servers",
      description =
          "Addresses in the order of failover, each ldap://host:port or ldaps://host:port, separated"
              + " by commas. Use the names that stand in the servers' certificates. At most 8.",
      cardinality = Integer.MAX_VALUE)
  String[] servers() default {};

  /** StartTLS on ldap:// servers. */
  @AttributeDefinition(
      name = "StartTLS",
      description = "Encrypt connections to ldap:// servers with StartTLS before anything is sent.")
  boolean startTls() default false;

  /** PEM certificates to trust. */
  @AttributeDefinition(
      name = "Trusted certificates",
      description =
          "Certificates of the authorities (or of the servers themselves) to trust, as PEM text."
              + " Empty: those that Java trusts. Host names are always verified.",
      required = false)
  String trustedCertificates() default "";

  /** Simple binds in the clear. */
  @AttributeDefinition(
      name = "Allow clear text",
      description =
          "Send passwords unencrypted to ldap:// servers when StartTLS is off. Only for a network"
              + " on which nobody listens.")
  boolean allowClearText() default false;

  /** Where users are searched. */
  @AttributeDefinition(
      name = "Base DN",
      description = "Entry below which users are searched, for instance dc=corp,dc=example.")
  String baseDn() default "";

  /** Name of the service account. */
  @AttributeDefinition(
      name = "Bind DN",
      description =
          "Name of the account that searches: a DN, or for Active Directory user@domain. Empty:"
              + " searches are anonymous.",
      required = false)
  String bindDn() default "";

  /** Password of the service account. */
  @AttributeDefinition(
      name = "Bind password",
      description =
          "Password of the account that searches, as a reference to a stored secret:"
              + " $[secret:name].",
      type = AttributeType.PASSWORD,
      required = false)
  String bindPassword() default "";

  /** Filter that finds the user. */
  @AttributeDefinition(
      name = "User filter",
      description =
          "Filter that finds the user's entry. {name} is the name as typed, {short} the name without"
              + " DOMAIN\\ before and @domain behind it; both are escaped. Empty: every form of a"
              + " name is understood: account, DOMAIN\\account, account@domain, mail address.",
      required = false)
  String userFilter() default "";

  /** DN of the user, instead of a search. */
  @AttributeDefinition(
      name = "User DN template",
      description =
          "Makes the user's DN without a search, for instance"
              + " uid={name},ou=people,dc=corp,dc=example. Empty: the user is searched.",
      required = false)
  String userDnTemplate() default "";

  /** How deep users are searched. */
  @AttributeDefinition(
      name = "Scope",
      description = "How deep below the base users are searched: sub (all levels) or one.",
      options = {
        @Option(label = "All levels", value = "sub"),
        @Option(label = "One level", value = "one")
      })
  String scope() default "sub";

  /** Whether DOMAIN\ is cut off. */
  @AttributeDefinition(
      name = "Strip domain",
      description = "Cut a DOMAIN\\ prefix off the typed name before it is used as {name}.")
  boolean stripDomain() default false;

  /** Attribute that names groups. */
  @AttributeDefinition(
      name = "Group attribute",
      description =
          "Attribute of the user's entry whose values are the DNs of the user's groups. Where the"
              + " directory offers one that includes nested groups, name that one"
              + " (Active Directory: msds-memberOfTransitive, with a user DN template).",
      required = false)
  String groupAttribute() default "memberOf";

  /** Attributes to hand over. */
  @AttributeDefinition(
      name = "Attributes",
      description =
          "Attributes of the user's entry to hand to the listener, separated by commas; the first"
              + " value of each is taken. At most 32.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] attributes() default {};

  /** What the directory is. */
  @AttributeDefinition(
      name = "Kind",
      description = "What the directory is; auto: what its servers say.",
      options = {
        @Option(label = "What its servers say", value = "auto"),
        @Option(label = "Active Directory", value = "ad"),
        @Option(label = "Other LDAP directory", value = "ldap")
      })
  String kind() default "auto";

  /** What differs from the usual attributes. */
  @AttributeDefinition(
      name = "Attribute map",
      description =
          "What is read from other attributes than usual for the kind of directory, separated by"
              + " commas: username=uid;mail takes uid, or mail where uid is empty; description="
              + " reads none. Facts: id, username, name (of groups and containers), firstName,"
              + " lastName, mail, userGroup, description, extension, phone.business, phone.home,"
              + " phone.pager, phone.mobile, phone.fax, phone.ip, phone.custom, language.call,"
              + " language.text, language.app, language.oath.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] attributeMap() default {};

  /** Which entries are people. */
  @AttributeDefinition(
      name = "Users filter",
      description =
          "Filter of the entries that are people, for import, and for sign-in where the user filter"
              + " is empty. Empty: what is usual for the kind of directory.",
      required = false)
  String usersFilter() default "";

  /** Which entries are groups. */
  @AttributeDefinition(
      name = "Groups filter",
      description =
          "Filter of the entries that are groups. Empty: what is usual for the kind of directory;"
              + " of Active Directory the security groups.",
      required = false)
  String groupsFilter() default "";

  /** Which entries are containers. */
  @AttributeDefinition(
      name = "Containers filter",
      description =
          "Filter of the entries in which others lie. Empty: what is usual for the kind of"
              + " directory.",
      required = false)
  String containersFilter() default "";

  /** Whether it is gone on at other servers. */
  @AttributeDefinition(
      name = "Referrals",
      description =
          "What is done where a server refers to another one. follow: searches and binds go on"
              + " there, with the service account and with users' passwords, protected as the"
              + " servers here are; to the hosts of the servers and of referralHosts alone. A"
              + " synchronization then always reads everything.",
      options = {
        @Option(label = "Not followed, and named", value = "off"),
        @Option(label = "Followed to known hosts", value = "follow")
      })
  String referrals() default "off";

  /** Where else passwords may be sent. */
  @AttributeDefinition(
      name = "Referral hosts",
      description =
          "Hosts that referrals may lead to beside those of the servers, separated by commas:"
              + " dc2.corp.example, or *.corp.example for all below it. At most 32.",
      cardinality = Integer.MAX_VALUE,
      required = false)
  String[] referralHosts() default {};

  /** Entries at once. */
  @AttributeDefinition(
      name = "Page size",
      description =
          "How many entries are read at once, not more than the directory gives out at once.",
      min = "10",
      max = "1000")
  int pageSize() default 500;

  /** Limit for connecting. */
  @AttributeDefinition(
      name = "Connect timeout",
      description = "Milliseconds until an attempt to connect to a server is given up.",
      min = "100",
      max = "30000")
  int connectTimeoutMillis() default 3000;

  /** Limit for an answer. */
  @AttributeDefinition(
      name = "Response timeout",
      description = "Milliseconds until a server that does not answer is given up.",
      min = "100",
      max = "30000")
  int responseTimeoutMillis() default 5000;

  /** Checks at once. */
  @AttributeDefinition(
      name = "Connections",
      description =
          "How many passwords are checked at once, and how many connections of each kind (searching,"
              + " checking, checking without a thread) are kept to a server.",
      min = "1",
      max = "128")
  int maxConnections() default 8;

  /** Checks that wait. */
  @AttributeDefinition(
      name = "Waiting",
      description =
          "How many password checks may wait for a free connection; more are answered at once with"
              + " unavailable.",
      min = "1",
      max = "100000")
  int maxWaiting() default 1000;
}
