package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.enroll.EnrollmentOrder;
import org.vedette.api.method.MethodContext;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.user.Enrollment;

public class EnrollmentLimitTest {
  private static final Actor DESK = new Actor("desk", "test", "");

  private final World world = new World();

  private EnrollResult add() {
    EnrollmentOrder order =
        new EnrollmentOrder(
            World.ALICE, CodeListMethod.ID, "standard", "", Map.of(), Optional.empty());
    return world.desk.add(order, DESK).toCompletableFuture().join();
  }

  @Test
  public void aUserHasFiveOfAMethodAtMost() {
    world.ports.enrollers().add(CodeListMethod.ID, 0, new ListEnroller());
    for (int i = 2; i <= 5; i++) {
      assertThat(add()).isInstanceOf(EnrollResult.Enrolled.class);
    }
    EnrollResult sixth = add();
    assertThat(((EnrollResult.Rejected) sixth).message()).contains("has 5 of this method");

    List<Enrollment> all = world.records.ownedBy(Enrollment.TYPE, World.ALICE);
    assertThat(all).hasSize(5);
    world.desk.remove(all.get(0).id(), DESK);
    assertThat(add()).isInstanceOf(EnrollResult.Enrolled.class);
  }

  private static final class ListEnroller implements Enroller {
    @Override
    public List<Param> params() {
      return List.of();
    }

    @Override
    public EnrollStep begin(EnrollRequest request) {
      return new EnrollStep.Done(
          "", 6, Map.of(), Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    @Override
    public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
      return new EnrollStep.Failed("state", "one step only");
    }
  }
}
