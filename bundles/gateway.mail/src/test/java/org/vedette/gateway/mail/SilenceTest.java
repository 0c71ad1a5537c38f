package org.vedette.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;

/** The log, with its level set as low as it goes. */
public class SilenceTest {
  private final Logger root = Logger.getLogger("");
  private final Level before = root.getLevel();
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord each) {
          logged.add(each.getLoggerName() + " " + each.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Before
  public void listen() {
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    root.setLevel(Level.ALL);
  }

  @After
  public void stop() {
    root.removeHandler(handler);
    root.setLevel(before);
  }

  @Test
  public void whatIsSentIsNotLogged() throws Exception {
    try (Silence silence = new Silence()) {
      assertThat(silence).isNotNull();
      send();
      assertThat(logged).noneMatch(each -> each.contains(World.CODE) || each.contains("x.example"));
    }
  }

  /** So that the test above means something: the library does log all. */
  @Test
  public void itWouldBe() throws Exception {
    send();
    assertThat(logged).anyMatch(each -> each.contains(World.CODE));
  }

  private static void send() throws Exception {
    try (FakeServer server = new FakeServer();
        World world = new World()) {
      world.set("port", server.port()).configure();
      assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    }
  }
}
