package org.vedette.itests.real;

import org.junit.ClassRule;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/**
 * Everything that needs a real Active Directory, against one domain controller and one server: both
 * take longer to start than most parts take.
 */
@RunWith(Suite.class)
@Suite.SuiteClasses({
  SambaDirectoryPart.class,
  SambaListenerPart.class,
  SambaNtlmPart.class,
  SambaSyncPart.class
})
public class SambaRealIT {
  @ClassRule public static final SambaSite SITE = SambaSite.shared();
}
