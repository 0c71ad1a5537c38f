package org.vedette.sdk.signin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.secret.Secret;

/** What an application that signs people in by HTTP is: known by its access tokens. */
@Component(property = ApplicationSchema.PROPERTY + "=" + SignInSchema.LISTENER)
public final class SignInSchema implements ApplicationSchema {
  /** Id of this listener. */
  public static final String LISTENER = "sdk";

  /** The form that names of tokens have. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Made by DS. */
  @Activate
  public SignInSchema() {}

  @Override
  public List<Field> fields() {
    return List.of();
  }

  @Override
  public Optional<String> selector(String typed) {
    return Optional.of(typed.strip()).filter(name -> TOKEN.matcher(name).matches());
  }

  @Override
  public String selectorHelp() {
    return "The name of an access token with the role signin, for instance webshop.";
  }

  @Override
  public List<Problem> check(String primary, Map<String, String> values) {
    return List.of();
  }

  @Override
  public Optional<Problem> checkSecret(String field, Secret value) {
    return Optional.of(new Problem(field, "is no setting of this listener"));
  }
}
