package org.vedette.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncListener;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.Test;
import org.vedette.sdk.http.BearerFilter;

public class DoorTest {
  private final Door door = new Door();
  private final List<ServletRequest> served = new ArrayList<>();

  /** A request as far as the door looks at it. */
  private static final class Caller {
    final Map<String, Object> attributes = new HashMap<>();
    final List<AsyncListener> listeners = new ArrayList<>();
    boolean async;
    int dispatched;

    final AsyncContext context =
        proxy(
            AsyncContext.class,
            (name, arguments) -> {
              if (name.equals("addListener")) {
                listeners.add((AsyncListener) arguments[0]);
              } else if (name.equals("dispatch")) {
                dispatched++;
              }
              return null;
            });

    final HttpServletRequest request =
        proxy(
            HttpServletRequest.class,
            (name, arguments) ->
                switch (name) {
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  case "getRemoteAddr" -> "192.0.2.9";
                  case "isAsyncStarted" -> async;
                  case "startAsync", "getAsyncContext" -> context;
                  default -> throw new UnsupportedOperationException(name);
                });
  }

  private interface Calls {
    Object call(String name, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> calls.call(method.getName(), arguments)));
  }

  private void arrive(Caller caller) throws Exception {
    HttpServletResponse response = proxy(HttpServletResponse.class, (name, arguments) -> null);
    door.doFilter(caller.request, response, (request, same) -> served.add(request));
  }

  @Test
  public void untilItOpensCallersAreHeldUnread() throws Exception {
    Caller early = new Caller();
    arrive(early);

    assertThat(served).isEmpty();
    assertThat(early.attributes).containsKey(Door.UNREAD);
    door.open();
    assertThat(early.dispatched).isEqualTo(1);
    arrive(early);
    assertThat(served).hasSize(1);
    assertThat(early.attributes).containsEntry(BearerFilter.PEER, "192.0.2.9");
  }

  @Test
  public void aCallerInsideIsWaitedForUntilItsStageCompleted() throws Exception {
    door.open();
    Caller inside = new Caller();
    inside.async = true;
    arrive(inside);
    door.close();

    assertThat(door.drain(Duration.ofMillis(10))).isEqualTo(1);
    arrive(inside); // Resumed: it goes on although the door is closed.
    assertThat(served).hasSize(2);
    inside.listeners.get(0).onComplete(null);
    assertThat(door.drain(Duration.ofMinutes(1))).isZero();
  }

  @Test
  public void callersAtAClosedDoorAreSentAwayOnce() throws Exception {
    door.open();
    door.close();
    Caller late = new Caller();
    arrive(late);

    door.sendAway();
    door.sendAway();

    assertThat(served).isEmpty();
    assertThat(late.dispatched).isEqualTo(1);
    assertThat(door.drain(Duration.ofMillis(10))).isZero();
  }
}
