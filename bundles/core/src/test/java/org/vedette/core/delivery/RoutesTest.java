package org.vedette.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.Message;

/** Which gateways serve which addresses. */
public class RoutesTest {
  private final List<Gateways.Named> here =
      List.of(named("http:world"), named("http:swiss"), named("http:other"));

  @Test
  public void theLongestPrefixCountsAndItsOrder() {
    Routes routes =
        Routes.parse("sms +41 http:swiss,http:world ; sms +4179 http:other; sms * http:world;")
            .orElseThrow();

    assertThat(chosen(routes, "+41791234567")).containsExactly("http:other");
    assertThat(chosen(routes, "+41441234567")).containsExactly("http:swiss", "http:world");
    assertThat(chosen(routes, "+4930123456")).containsExactly("http:world");
  }

  @Test
  public void withoutARouteEveryGatewayServes() {
    assertThat(chosen(Routes.NONE, "+1")).hasSize(3);
    assertThat(chosen(Routes.parse("mail * smtp:main").orElseThrow(), "+1")).hasSize(3);
  }

  @Test
  public void gatewaysOfARouteThatAreNotHereAreNotReplacedByOthers() {
    assertThat(chosen(Routes.parse("sms * http:gone").orElseThrow(), "+1")).isEmpty();
  }

  @Test
  public void whatIsNoRouteIsRefused() {
    for (String bad :
        List.of("sms", "sms +41", "SMS +41 x", "sms +41 a,,b", "sms +41 a b", "sms +41 a,", "x")) {
      assertThat(Routes.parse(bad)).as(bad).isEmpty();
    }
    assertThat(Routes.parse("")).contains(Routes.NONE);
  }

  private List<String> chosen(Routes routes, String to) {
    return routes.choose("sms", to, here).stream().map(Gateways.Named::name).toList();
  }

  private static Gateways.Named named(String name) {
    DeliveryGateway gateway =
        new DeliveryGateway() {
          @Override
          public String channel() {
            return "sms";
          }

          @Override
          public CompletableFuture<Delivery> send(Message message) {
            return CompletableFuture.completedFuture(new Delivery.Sent(name));
          }
        };
    return new Gateways.Named("sms", name, 0, gateway);
  }
}
