package org.vedette.primary.ntlm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A running helper process. {@link #ask} is for one thread, the rest for any. */
final class Helper {
  private final Process process;
  private final OutputStream out;
  private final AnswerReader answers;

  private Helper(Process process) {
    this.process = process;
    this.out = process.getOutputStream();
    this.answers = new AnswerReader(process.getInputStream());
  }

  /**
   * Starts one. Nothing of this server's environment goes to it, and what it says beside its
   * answers is thrown away: at high debug levels it repeats passwords.
   *
   * @param ended called once when it has ended, from any thread
   * @throws IOException when it cannot be started
   */
  static Helper start(List<String> command, Runnable ended) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var unused = process.onExit().thenRun(ended);
    return new Helper(process);
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * Asks and waits for the answer, as long as it takes: {@link #kill} ends the wait.
   *
   * @param question wiped here; the stream keeps its octets until the next question
   * @throws IOException when the helper has ended or is out of step; it is to be killed then
   */
  Answer ask(byte[] question) throws IOException {
    try {
      answers.clear();
      out.write(question);
      out.flush();
    } finally {
      Arrays.fill(question, (byte) 0);
    }
    return answers.read();
  }

  /** Ends it and what it has started, at once. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
