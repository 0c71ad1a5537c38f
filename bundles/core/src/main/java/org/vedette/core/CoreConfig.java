package org.vedette.core;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the sign-in flow, the same on every server. */
@ObjectClassDefinition(
    id = CoreConfig.PID,
    name = "Sign-in",
    description = "How sign-ins are challenged, counted and locked")
@interface CoreConfig {
  String PID = "org.vedette.core";

  @AttributeDefinition(
      description = "Seconds a challenge for a typed code stays open, 30 to 600",
      min = "30",
      max = "600")
  int challengeSeconds() default 120;

  @AttributeDefinition(
      description =
          "Denials in a row, with a PIN typed, after which a user is locked out; 0 to 99, 0 is off",
      min = "0",
      max = "99")
  int lockoutThreshold() default 0;

  @AttributeDefinition(
      description = "Minutes without a denial after which the count begins anew, 1 to 9999",
      min = "1",
      max = "9999")
  int lockoutResetMinutes() default 15;

  @AttributeDefinition(
      description = "Minutes after which a lockout ends by itself, 1 to 9999",
      min = "1",
      max = "9999")
  int lockoutMinutes() default 15;

  @AttributeDefinition(
      description =
          "Wrong passwords for one name from one source after which it must wait, 3 to 100",
      min = "3",
      max = "100")
  int throttlePasswords() default 10;

  @AttributeDefinition(
      description = "Seconds in which wrong passwords are counted and must wait, 10 to 3600",
      min = "10",
      max = "3600")
  int throttleSeconds() default 60;

  @AttributeDefinition(
      description =
          "Wrong codes in a row after which a user must wait: a minute first, twice as long with"
              + " each further one, an hour at most; 3 to 100",
      min = "3",
      max = "100")
  int throttleCodes() default 10;

  @AttributeDefinition(description = "Fewest digits of a PIN, 4 to 16", min = "4", max = "16")
  int pinMinLength() default 4;

  @AttributeDefinition(
      description = "Days after which a PIN has to be changed, 0 to 3650; 0 is never",
      min = "0",
      max = "3650")
  int pinDays() default 0;

  @AttributeDefinition(
      description = "Former PINs that may not be chosen again, 0 to 20",
      min = "0",
      max = "20")
  int pinHistory() default 5;

  @AttributeDefinition(description = "Whether a user who reports fraud is blocked")
  boolean fraudBlocks() default true;

  @AttributeDefinition(
      description = "Days after which such a block ends by itself, 1 to 3650",
      min = "1",
      max = "3650")
  int fraudBlockDays() default 90;

  @AttributeDefinition(description = "Name of the organisation that apps show beside a code")
  String issuer() default "Vedette";

  @AttributeDefinition(
      description = "Language of prompts for users without one of their own: en, de, fr or es",
      options = {
        @org.osgi.service.metatype.annotations.Option(value = "en", label = "English"),
        @org.osgi.service.metatype.annotations.Option(value = "de", label = "Deutsch"),
        @org.osgi.service.metatype.annotations.Option(value = "fr", label = "Français"),
        @org.osgi.service.metatype.annotations.Option(value = "es", label = "Español")
      })
  String language() default "en";

  @AttributeDefinition(
      required = false,
      description =
          "Which gateways send to which addresses, the first that answers counts: CHANNEL PREFIX"
              + " GATEWAY[,GATEWAY] with ; between, for example sms +41 http:swiss,http:world;"
              + " sms * http:world. Addresses without a route are served by every gateway")
  String routes() default "";

  @AttributeDefinition(
      description = "Messages that one telephone or mailbox may get within an hour, 1 to 1000",
      min = "1",
      max = "1000")
  int messagesPerHour() default 10;

  @AttributeDefinition(
      description = "Messages of all kinds for one user within an hour, 1 to 10000",
      min = "1",
      max = "10000")
  int userMessagesPerHour() default 20;

  @AttributeDefinition(
      description =
          "Messages that sign-ins from one address of a device may cause within an hour, where the"
              + " client tells that address; 1 to 100000",
      min = "1",
      max = "100000")
  int sourceMessagesPerHour() default 200;

  @AttributeDefinition(
      required = false,
      description =
          "Messages within an hour to all addresses that begin alike, 0 is none at all: CHANNEL"
              + " PREFIX NUMBER with ; between, for example sms +41 5000; sms * 100; voice * 0")
  String prefixMessagesPerHour() default "";

  @AttributeDefinition(
      description = "Messages of all kinds within a day, 0 to 10000000; 0 is no limit",
      min = "0",
      max = "10000000")
  int messagesPerDay() default 0;

  @AttributeDefinition(
      required = false,
      description =
          "What a message costs, in any currency: CHANNEL PREFIX NUMBER with ; between, for example"
              + " sms +41 0.08; sms * 0.10; voice * 0.25")
  String prices() default "";

  @AttributeDefinition(
      required = false,
      description =
          "What may be spent within a day, in the currency of the prices, for example 50.00; empty is"
              + " no limit")
  String spendPerDay() default "";

  @AttributeDefinition(
      description = "Seconds in which a user who said no is not asked again, 0 to 3600",
      min = "0",
      max = "3600")
  int askAgainSeconds() default 10;

  @AttributeDefinition(
      required = false,
      description =
          "Directories that are asked, in order, whom a typed name means that is no user's exact"
              + " name, with commas between, at most 8, for example corp: DOMAIN\\user,"
              + " user@domain, user and mail address then mean one user; empty: only exact names")
  String resolveNames() default "";

  @AttributeDefinition(
      description = "Whether DOMAIN\\ before a typed name is cut off to find the user")
  boolean stripDomain() default false;

  @AttributeDefinition(description = "Whether users get mails about their account")
  boolean mailToUsers() default false;

  @AttributeDefinition(
      required = false,
      description =
          "Address of the page where users see their data, for mails; https://portal.example.org;"
              + " empty: mails do not speak of one")
  String portalUrl() default "";

  @AttributeDefinition(
      required = false,
      description =
          "Addresses of administrators who get mails about fraud and blocked users, with commas"
              + " between, at most 20; empty: nobody does")
  String adminMails() default "";

  @AttributeDefinition(
      required = false,
      description = "Method that a new user has first, for example oath")
  String defaultMethod() default "";

  @AttributeDefinition(
      required = false,
      description = "Language of calls of a new user, for example de")
  String languageCall() default "";

  @AttributeDefinition(required = false, description = "Language of texts and mails of a new user")
  String languageText() default "";

  @AttributeDefinition(
      required = false,
      description = "Language of the mobile app's prompts of a new user")
  String languageApp() default "";

  @AttributeDefinition(
      required = false,
      description = "Language of prompts for codes of a new user")
  String languageOath() default "";

  @AttributeDefinition(
      required = false,
      description =
          "Country of telephone numbers that are typed without one, two letters of ISO 3166, for"
              + " example CH; empty: numbers begin with + and the country code")
  String defaultCountry() default "";

  @AttributeDefinition(
      description = "Whether telephone numbers are taken that cost whoever calls them extra")
  boolean premiumNumbers() default false;
}
