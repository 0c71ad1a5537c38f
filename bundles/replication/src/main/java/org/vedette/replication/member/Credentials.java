package org.vedette.replication.member;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.replication.cert.Pem;

/**
 * What a new server joins with, as one line of text: whom to ask, whom to believe, and a key with a
 * certificate that is good for joining and nothing else.
 *
 * @param cluster the cluster
 * @param name what the new server is called
 * @param doors addresses of servers that let it in
 * @param authority the cluster's authority
 * @param certificate the certificate to come with
 * @param key its key
 */
record Credentials(
    UUID cluster,
    String name,
    List<Door> doors,
    X509Certificate authority,
    X509Certificate certificate,
    PrivateKey key) {
  /** Where a server can be asked. */
  record Door(String host, int port) {}

  private static final String BEGIN = "vedette-server-1.";
  private static final int FORM = 1;
  private static final int LONGEST = 16 << 10;

  Secret text() throws GeneralSecurityException {
    Encoder out =
        new Encoder()
            .u8(FORM)
            .uuid(cluster)
            .text(name)
            .list(doors, (to, door) -> to.text(door.host()).i32(door.port()))
            .bytes(authority.getEncoded())
            .bytes(certificate.getEncoded())
            .bytes(key.getEncoded());
    return Secret.of(BEGIN + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toBytes()));
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException when it is none, with a sentence for the operator
   */
  static Credentials of(Secret text) {
    String line = text.length() > LONGEST ? "" : text.text().strip();
    if (!line.startsWith(BEGIN)) {
      throw new IllegalArgumentException(
          "these are no credentials of a server: copy the whole line that bin/vedette server invite"
              + " printed");
    }
    try {
      Decoder in = new Decoder(Base64.getUrlDecoder().decode(line.substring(BEGIN.length())));
      if (in.u8() != FORM) {
        throw new IllegalArgumentException(
            "the credentials were made by a newer version: update this server first");
      }
      Credentials read =
          new Credentials(
              in.uuid(),
              in.text(),
              in.list(from -> new Door(from.text(), from.i32())),
              Pem.certificate(in.bytes()),
              Pem.certificate(in.bytes()),
              Pem.privateKey(in.bytes()));
      in.end();
      return read;
    } catch (MalformedRecordException | GeneralSecurityException damaged) {
      throw new IllegalArgumentException(
          "the credentials are damaged: copy the whole line again", damaged);
    }
  }
}
