package org.vedette.shell.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Field;
import org.vedette.shell.line.Field.Kind;
import org.vedette.shell.line.Fields;

/** What is typed about people who are taken over from directories. */
final class SyncWords {
  private static final List<Field> PEOPLE =
      List.of(
          new Field("add", Kind.FLAG, "People become users; default true."),
          new Field("update", Kind.FLAG, "Users take over what changes; default true."),
          new Field("enableNew", Kind.FLAG, "New users may sign in at once; default true."),
          new Field("needPhone", Kind.FLAG, "Only those with a telephone number; default false."),
          new Field(
              "adopt",
              Kind.FLAG,
              "A user of the same name made by hand is taken over; default false: named as a"
                  + " collision."),
          new Field(
              "overwritePhone",
              Kind.FLAG,
              "A number changed here gives way to the directory's; default false."),
          new Field("mails", Kind.FLAG, "New users get a welcome by mail; default true."),
          new Field("firstPin", Kind.FLAG, "New users get a random PIN by mail; default false."),
          new Field("username", Kind.TEXT, "Fact that is the name; default username."),
          new Field(
              "phones",
              Kind.LIST,
              "Facts with the telephone number, the first that can be read is taken; default"
                  + " phone.mobile,phone.business. An x890 behind a number is its extension."),
          new Field("backupPhones", Kind.LIST, "The same for the backup telephone; default none."),
          new Field("method", Kind.CLEARABLE, "Method used first, like text."),
          new Field(
              "mode", Kind.CLEARABLE, "Enroll new users in that method, in this mode: standard."),
          new Field("languages.call", Kind.TEXT, "Language of calls, like de."),
          new Field("languages.text", Kind.TEXT, "Language of texts and mails."),
          new Field("languages.app", Kind.TEXT, "Language of the app."),
          new Field("languages.oath", Kind.TEXT, "Language of prompts for codes."),
          new Field("userGroup", Kind.TEXT, "Group of users, for lists and reports."));

  /** Fields of an import. */
  static final Fields IMPORT = Fields.of(PEOPLE);

  /** Fields of an item. */
  static final Fields ITEM =
      Fields.of(
          Stream.concat(
                  Stream.of(
                      new Field("directory", Kind.TEXT, "Name of the directory, like corp."),
                      new Field(
                          "container",
                          Kind.CLEARABLE,
                          "Where people are, like OU=Sales,DC=corp,DC=example; empty: anywhere."),
                      new Field(
                          "group",
                          Kind.CLEARABLE,
                          "Id of the security group people are in, also through groups in it; see"
                              + " vedette import search --kind group."),
                      new Field(
                          "nested",
                          Kind.FLAG,
                          "Also what lies deeper, and groups in the group; default true."),
                      new Field(
                          "onLeave",
                          Kind.TEXT,
                          "ignore, disable (default) or remove those who leave all items."),
                      new Field(
                          "onDisabled",
                          Kind.TEXT,
                          "The same for those whom the directory disables; default disable."),
                      new Field(
                          "onDeleted",
                          Kind.TEXT,
                          "The same for deleted entries, where removeDeleted of org.vedette.sync is"
                              + " true; default remove."),
                      new Field("enabled", Kind.FLAG, "false: nothing happens to its people."),
                      new Field("position", Kind.NUMBER, "Its place, from 1; default last."),
                      new Field("name", Kind.TEXT, "Another name for it.")),
                  PEOPLE.stream())
              .toList());

  private SyncWords() {}

  /** The counts of a run in words, those that are not zero. */
  static String counts(Doc run) {
    List<String> words = new ArrayList<>();
    Doc counts = run.doc("counts");
    for (String each :
        List.of(
            "seen",
            "added",
            "adopted",
            "updated",
            "renamed",
            "enabled",
            "disabled",
            "removed",
            "held",
            "kept",
            "skipped",
            "odd")) {
      if (counts.number(each) > 0) {
        words.add(counts.text(each) + " " + (each.equals("odd") ? "oddities" : each));
      }
    }
    return words.isEmpty() ? "nothing to do" : String.join(", ", words);
  }
}
