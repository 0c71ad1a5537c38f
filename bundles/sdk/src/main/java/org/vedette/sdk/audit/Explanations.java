package org.vedette.sdk.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ResultCode;

/** Says in one sentence what a record means, and what to do about it. */
final class Explanations {
  private Explanations() {}

  /** Explains a record. */
  static String of(AuditRecord record) {
    return switch (record.kind()) {
      case ACT -> act(record);
      case SYSTEM ->
          "The server itself recorded '%s'%s."
              .formatted(
                  record.result(),
                  record.fields().containsKey("why") ? ": " + record.fields().get("why") : "");
      case SIGN_IN, INTERIM ->
          code(record.result())
              .map(result -> of(result, record))
              .orElse("The sign-in ended with '%s'.".formatted(record.result()));
    };
  }

  private static String act(AuditRecord record) {
    String facts =
        new TreeMap<>(record.fields())
            .entrySet().stream()
                .filter(fact -> !fact.getKey().equals("record"))
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining("; "));
    return "%s did '%s'%s%s%s."
        .formatted(
            record.actor().isEmpty() ? "The server" : record.actor(),
            record.result(),
            record.username().isEmpty() ? "" : " on '" + record.username() + "'",
            record.success() ? "" : ", which failed",
            facts.isEmpty() ? "" : ": " + facts);
  }

  private static Optional<ResultCode> code(String name) {
    return Arrays.stream(ResultCode.values()).filter(each -> each.name().equals(name)).findFirst();
  }

  private static String of(ResultCode result, AuditRecord record) {
    String where = record.application().isEmpty() ? "" : " at '" + record.application() + "'";
    return "'%s'%s: %s%s".formatted(record.username(), where, sentence(result), rules(record));
  }

  /** Names the rules of policy that had a say. */
  private static String rules(AuditRecord record) {
    String rule = record.fields().getOrDefault("policy", "");
    String observed = record.fields().getOrDefault("policy.observed", "");
    return (rule.isEmpty() ? "" : " The rule of policy '%s' counted.".formatted(rule))
        + (observed.isEmpty()
            ? ""
            : " Rules that only observe and would have counted: %s.".formatted(observed));
  }

  /** Explains a result. */
  static String sentence(ResultCode result) {
    return switch (result) {
      case PRIMARY_ONLY ->
          "let in by the password alone, because the application does not demand that users are"
              + " in the data and this one is unknown or disabled.";
      case OATH_VERIFIED -> "let in, because the code of the token was right.";
      case SENT_CODE_VERIFIED -> "let in, because the code that was sent was right.";
      case SENT_CODE_PIN_VERIFIED ->
          "let in, because the code that was sent and the PIN were right.";
      case MESSAGE_SENT -> "sent a message to the person; the sign-in goes on with the answer.";
      case RECOVERY_VERIFIED -> "let in, because the recovery code was right; it is used up.";
      case RECOVERY_WRONG -> "denied, because the recovery code was wrong or was used before.";
      case SENT_CODE_WRONG -> "denied, because the code that was sent was typed wrong.";
      case SENT_CODE_PIN_WRONG -> "denied, because the code that was sent or the PIN was wrong.";
      case OATH_PIN_VERIFIED -> "let in, because the code of the token and the PIN were right.";
      case CALL_VERIFIED -> "let in, because the key that says yes was pressed in a call.";
      case CALL_PIN_VERIFIED -> "let in, because the PIN was typed in a call.";
      case FALLBACK_OATH_VERIFIED ->
          "let in, because the code of a token was right after another method had failed.";
      case FALLBACK_QUESTIONS_VERIFIED ->
          "let in, because security questions were answered after another method had failed.";
      case POLICY_PERMITTED -> "let in without a second factor by a rule of policy.";
      case FAILED_OPEN ->
          "let in without a second factor, because the person could not be asked and the"
              + " application lets people in then.";
      case MESSAGE_DELIVERED -> "got the message, as its provider says.";
      case MESSAGE_LOST ->
          "never got the message, as its provider says; the trace has the provider's word for it.";
      case METHOD_VERIFIED -> "let in, because the second factor was satisfied.";
      case QUESTIONS_VERIFIED -> "let in, because the security questions were answered right.";
      case CALL_WRONG ->
          "denied, because something else was pressed in the call than what says yes.";
      case CALL_PIN_WRONG -> "denied, because the PIN typed in the call was wrong.";
      case CALL_UNENDED -> "denied, because digits were typed in the call without # behind them.";
      case CALL_SILENT ->
          "denied, because the call was answered and nothing was pressed; often that is a mailbox.";
      case CALL_HUNG_UP -> "denied, because the person hung up.";
      case CALL_UNANSWERED -> "denied, because nobody answered the call or the line was busy.";
      case CALL_INVALID_NUMBER ->
          "denied, because the telephone number does not exist; correct it at the user.";
      case CALL_FAILED -> "denied, because the call could not be made; the trace says why.";
      case FRAUD_REPORTED ->
          "denied, because the person said that the sign-in is not theirs; somebody else knows the"
              + " password. The user may be blocked now; unblock them when the password is changed.";
      case QUESTIONS_WRONG -> "denied, because a security question was answered wrong.";
      case DELIVERY_FAILED ->
          "denied, because no gateway could send the message that asks the person; the trace names"
              + " them. Allow a fallback or failOpen at the application, or add a gateway.";
      case TRUSTED_NETWORK ->
          "let in without a second factor, because the client is in a trusted network of the"
              + " application.";
      case BYPASSED -> "let in without a second factor by a one-time bypass.";
      case CACHED ->
          "let in without being asked again, because a sign-in shortly before succeeded.";
      case CHALLENGED -> "was asked to type a code; the sign-in goes on with the next request.";
      case PROMPTED -> "was asked on another device; the sign-in goes on with the answer.";
      case PRIMARY_REFUSED ->
          "denied, because the password was wrong or there is no such account; see the trace for"
              + " who checked it.";
      case UNKNOWN_USER ->
          "denied, because no user of that name is in the data and the application demands it; add"
              + " the user or switch user match off.";
      case DISABLED -> "denied, because the user is disabled; enable the user to let them in.";
      case INCOMPLETE ->
          "denied, because the user has no usable enrollment; enroll the user in a method.";
      case AMBIGUOUS -> "denied, because the name fits more than one user; type the full name.";
      case BLOCKED ->
          "denied, because an administrator or a report of fraud has blocked the user; the block"
              + " tells who, why and until when.";
      case LOCKED_OUT ->
          "denied, because of too many failures in a row; it ends by itself, or unlock the user.";
      case THROTTLED -> "denied, because there were too many attempts in a short time; wait.";
      case POLICY_DENIED ->
          "denied by a rule of policy or of the application, for instance the groups it demands;"
              + " see the trace.";
      case NO_USABLE_METHOD ->
          "denied, because none of the user's methods can be used here; see which methods the"
              + " application allows and what its protocol can carry.";
      case CANNOT_ASK ->
          "denied, because the user's methods need a typed code, which this client or protocol cannot"
              + " ask for; set the client to PAP with challenge=on, allow appended codes, or enroll a"
              + " method that is answered on a phone.";
      case IN_PROGRESS ->
          "denied, because another prompt of this user is still open; answer it or let it expire.";
      case OATH_WRONG ->
          "denied, because the code of the token was wrong; if it is wrong again and again,"
              + " resynchronise the token and check the clock of its device.";
      case OATH_PIN_WRONG -> "denied, because the code of the token or the PIN was wrong.";
      case OATH_DUPLICATE ->
          "denied, because this code was used before; wait for the next one. If nobody used it,"
              + " somebody may have seen it.";
      case OATH_OLD -> "denied, because the code is older than one that was used already.";
      case METHOD_REFUSED -> "denied, because the answer to the second factor was wrong or no.";
      case TRIES_EXCEEDED ->
          "denied, because one challenge got too many wrong codes; begin the sign-in anew.";
      case CHALLENGE_INVALID ->
          "denied, because the challenge that was answered is unknown, used up, expired, or belongs"
              + " to somebody else; begin the sign-in anew.";
      case DELIVERY_REFUSED ->
          "denied, because the message that asks the person was refused by its gateway; the trace"
              + " says why.";
      case TIMED_OUT -> "denied, because nobody answered in time.";
      case PIN_EXPIRED -> "denied, because the PIN has expired and was not changed; set a new one.";
      case UNAVAILABLE ->
          "not decided, because something that was needed could not be reached; the trace and the"
              + " status name it.";
      case FAULT ->
          "not decided, because of an error in the server; look for the request id in the log.";
      case ABANDONED -> "not decided, because the client or the person gave up.";
    };
  }
}
