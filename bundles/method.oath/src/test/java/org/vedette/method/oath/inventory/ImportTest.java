package org.vedette.method.oath.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.method.oath.inventory.Drawer.BASE32;
import static org.vedette.method.oath.inventory.Drawer.CLOUD;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Committed;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.ImportReport;
import org.vedette.api.token.ImportResult;
import org.vedette.api.token.TokenDesk;
import org.vedette.api.token.TokenQuery;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.User;

public class ImportTest {
  private static final String OTHER = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

  private final Drawer drawer = new Drawer();

  private static TokenQuery all(String text) {
    return new TokenQuery(text, Optional.empty(), Optional.empty(), 0, 100);
  }

  private static TokenQuery standing(TokenState state, int offset, int limit) {
    return new TokenQuery("", Optional.of(state), Optional.empty(), offset, limit);
  }

  @Test
  public void tokensAreSealedAndTheWholeIsAudited() {
    ImportReport report = drawer.load("1," + BASE32 + ",30\nbad," + BASE32 + ",31\n");
    assertThat(report.read()).isEqualTo(2);
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.refused()).isEqualTo(1);
    HardwareToken token = drawer.entry("1").token();
    assertThat(drawer.vault.open(HardwareToken.place(token.id()), token.sealed()))
        .isEqualTo(Secret.of("12345678901234567890"));
    assertThat(drawer.records.actors()).containsExactly(Drawer.ACTOR);
    AuditRecord act = drawer.state.audit().get(0);
    assertThat(act.result()).isEqualTo("hardware-token.import");
    assertThat(act.fields()).containsEntry("added", "1").containsEntry("refused", "1");
  }

  @Test
  public void aDryRunSaysTheSameAndKeepsNothing() {
    ImportReport look = drawer.load("1," + BASE32 + ",30\n2,bad1,30\n", false, true);
    assertThat(drawer.desk.list(all("")).total()).isZero();
    assertThat(drawer.state.audit()).isEmpty();
    assertThat(drawer.load("1," + BASE32 + ",30\n2,bad1,30\n")).isEqualTo(look);
  }

  @Test
  public void theSameFileAgainChangesNothing() {
    String file = CLOUD + ",1," + BASE32 + ",30,Acme,C\n,2," + OTHER + ",60,Acme,C\n";
    assertThat(drawer.load(file).added()).isEqualTo(2);
    ImportReport again = drawer.load(file);
    assertThat(again.added()).isZero();
    assertThat(again.unchanged()).isEqualTo(2);
    assertThat(again.lines()).isEmpty();
  }

  @Test
  public void anotherSecretIsNotOverwrittenUnlessAskedFor() {
    drawer.load("A1," + BASE32 + ",30\n");
    HardwareToken before = drawer.entry("A1").token();
    ImportReport report = drawer.load("a1," + OTHER + ",30\n");
    assertThat(report.lines().get(0).reason()).contains("not overwritten");
    assertThat(drawer.entry("A1").token().id()).isEqualTo(before.id());

    assertThat(drawer.load("a1," + OTHER + ",30\n", true, false).replaced()).isEqualTo(1);
    assertThat(drawer.entry("a1").token().id()).isNotEqualTo(before.id());
    assertThat(drawer.desk.list(all("")).total()).isEqualTo(1);
  }

  @Test
  public void aTokenThatAUserHasIsNeverReplaced() {
    drawer.load("1," + BASE32 + ",30\n");
    Drawer.entry(drawer.assign("1", Optional.of(drawer.user("alice")), drawer.shown(0)));
    ImportReport report = drawer.load("1," + OTHER + ",30\n", true, false);
    assertThat(report.replaced()).isZero();
    assertThat(report.lines().get(0).reason()).contains("a user has it");
  }

  @Test
  public void onlyTheSameManufacturerMakesADuplicate() {
    String line = ",1," + BASE32 + ",30,";
    ImportReport report =
        drawer.load(CLOUD + line + "Acme,C\n" + line + "Other,C\n" + line + "ACME,D");
    assertThat(report.added()).isEqualTo(2);
    assertThat(report.lines())
        .containsExactly(
            new ImportReport.Line(
                4, "1", "serial", "occurs twice in this file: first on line 2", false));
    assertThat(drawer.desk.find("1")).hasSize(2);
  }

  @Test
  public void aNamedUserIsWaitedForIfThere() {
    User helga = drawer.user("helga");
    User whole = drawer.user("otto@contoso.example");
    ImportReport report =
        drawer.load(
            CLOUD
                + "Helga@contoso.example,1,"
                + BASE32
                + ",30,Acme,C\n"
                + "OTTO@contoso.example,2,"
                + BASE32
                + ",30,Acme,C\n"
                + "nobody@contoso.example,3,"
                + BASE32
                + ",30,Acme,C\n");
    assertThat(report.added()).isEqualTo(3);
    assertThat(report.waiting()).isEqualTo(2);
    assertThat(report.refused()).isZero();
    assertThat(report.lines())
        .containsExactly(
            new ImportReport.Line(4, "3", "upn", "no user has this name: the token is free", true));
    assertThat(drawer.entry("1").state()).isEqualTo(TokenState.WAITING);
    assertThat(drawer.entry("1").user()).contains(helga.id());
    assertThat(drawer.entry("2").user()).contains(whole.id());
    assertThat(drawer.entry("3").state()).isEqualTo(TokenState.FREE);
    TokenQuery hers = new TokenQuery("", Optional.empty(), Optional.of(helga.id()), 0, 10);
    assertThat(drawer.serials(hers)).containsExactly("1");
  }

  @Test
  public void aTokenThatIsThereMayBeMeantForSomebodyLater() {
    drawer.load(CLOUD + ",1," + BASE32 + ",30,Acme,C\n");
    drawer.user("helga");
    User otto = drawer.user("otto");
    assertThat(drawer.load(CLOUD + "helga,1," + BASE32 + ",30,Acme,C\n").waiting()).isEqualTo(1);
    String other = CLOUD + "otto,1," + BASE32 + ",30,Acme,C\n";
    assertThat(drawer.load(other).lines().get(0).reason()).contains("waits for another user");
    assertThat(drawer.load(other, true, false).replaced()).isEqualTo(1);
    assertThat(drawer.entry("1").user()).contains(otto.id());
  }

  @Test
  public void theSixthTokenOfAUserStaysFree() {
    drawer.user("helga");
    StringBuilder file = new StringBuilder(CLOUD);
    for (int i = 1; i <= 6; i++) {
      file.append("helga,").append(i).append("," + BASE32 + ",30,Acme,C\n");
    }
    ImportReport report = drawer.load(file.toString());
    assertThat(report.added()).isEqualTo(6);
    assertThat(report.waiting()).isEqualTo(TokenDesk.MOST_OF_A_USER);
    assertThat(report.lines()).extracting(ImportReport.Line::serial).containsExactly("6");
    assertThat(drawer.entry("6").state()).isEqualTo(TokenState.FREE);
  }

  @Test
  public void manyAreStoredInBatchesAndListedByPages() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 1_234; i++) {
      file.append("%06d,%s,30\n".formatted(i, BASE32));
    }
    assertThat(drawer.load(file.toString()).added()).isEqualTo(1_234);
    assertThat(drawer.records.actors()).hasSize(7);
    assertThat(drawer.load(file.toString()).unchanged()).isEqualTo(1_234);
    Drawer.entry(drawer.assign("000700", Optional.of(drawer.user("alice")), drawer.shown(0)));
    assertThat(drawer.serials(all("0007"))).contains("000700", "000777").hasSize(100);
    assertThat(drawer.desk.list(standing(TokenState.FREE, 600, 2)).total()).isEqualTo(1_233);
    assertThat(drawer.serials(standing(TokenState.FREE, 699, 2)))
        .containsExactly("000699", "000701");
    assertThat(drawer.serials(standing(TokenState.ASSIGNED, 0, 10))).containsExactly("000700");
  }

  @Test
  public void manyAreReplacedInBatches() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 601; i++) {
      file.append("%06d,%s,30\n".formatted(i, BASE32));
    }
    drawer.load(file.toString());
    String other = file.toString().replace(BASE32, OTHER);
    assertThat(drawer.load(other, true, true).replaced()).isEqualTo(601);
    assertThat(drawer.load(other, true, false).replaced()).isEqualTo(601);
    assertThat(drawer.load(other).unchanged()).isEqualTo(601);
    assertThat(drawer.desk.list(all("")).total()).isEqualTo(601);
  }

  @Test
  public void whatCannotBeStoredIsSaid() {
    drawer.load("1," + BASE32 + ",30\n");
    drawer.records.broken(true);
    assertThat(drawer.order("2," + BASE32 + ",30\n", false, false))
        .isInstanceOf(ImportResult.Rejected.class);
    drawer.records.broken(false);
    drawer.desk.close();
    ImportResult stopped = drawer.order("2," + BASE32 + ",30\n", false, false);
    assertThat(stopped).isInstanceOf(ImportResult.Stopped.class);
    assertThat(((ImportResult.Stopped) stopped).why()).isInstanceOf(Committed.Unavailable.class);
    assertThat(((ImportResult.Stopped) stopped).report().added()).isZero();
  }

  @Test
  public void afterABadFileTheNextIsTaken() {
    assertThat(drawer.order("<x/>", false, false)).isInstanceOf(ImportResult.Rejected.class);
    assertThat(drawer.load("1," + BASE32 + ",30\n").added()).isEqualTo(1);
    assertThat(drawer.desk.running()).isEmpty();
  }

  @Test
  public void nothingToldHoldsASecret() {
    String file = BASE32 + ",1,30\n1," + BASE32 + "1,30\n2," + BASE32 + ",7\n3," + BASE32 + ",30";
    List<Object> told =
        List.of(drawer.load(file), drawer.state.audit(), drawer.desk.list(all("")).items());
    assertThat(told.toString()).doesNotContain(BASE32).doesNotContain("12345678901234567890");
  }
}
