package org.vedette.method.oath.file;

import java.time.Instant;
import java.util.Optional;
import org.vedette.method.oath.file.XmlReader.BadXmlException;

/** Reads a PSKC file (RFC 6030). */
final class PskcFile {
  private final Unlock unlock;
  private final PskcPolicy policy;

  PskcFile(Unlock unlock, Instant now, boolean expiredToo) {
    this.unlock = unlock;
    this.policy = new PskcPolicy(now, expiredToo);
  }

  Parsed read(byte[] file) throws BadFileException {
    Entries entries = new Entries();
    Optional<PskcKeys> keys = Optional.empty();
    Optional<XmlNode> encryptionKey = Optional.empty();
    Optional<XmlNode> macMethod = Optional.empty();
    boolean whole = false;
    try {
      XmlReader in = new XmlReader(file);
      if (!in.root().equals("KeyContainer")) {
        throw new BadFileException("file", "is XML, but no KeyContainer of PSKC (RFC 6030)");
      }
      // Section 4: EncryptionKey and MACMethod stand before the first KeyPackage.
      for (Optional<XmlNode> next = in.next(); next.isPresent(); next = in.next()) {
        XmlNode node = next.get();
        switch (node.name()) {
          case "EncryptionKey" -> encryptionKey = next;
          case "MACMethod" -> macMethod = next;
          case "KeyPackage" -> {
            if (keys.isEmpty() && encryptionKey.isPresent()) {
              keys = Optional.of(PskcKeys.of(encryptionKey.get(), macMethod, unlock));
            }
            PskcPackage reader = new PskcPackage(keys, policy);
            entries.add(node.line(), raw -> reader.read(node, raw));
          }
          case "Signature" ->
              entries.problem(
                  node.line(), "Signature", "is not checked: the tokens before it are kept");
          default -> {
            // Extensions may be left out of account (section 4).
          }
        }
      }
      Parsed parsed = end(entries, keys, encryptionKey);
      whole = true;
      return parsed;
    } catch (BadXmlException bad) {
      if (entries.noneRead() && entries.bad() == 0) {
        throw new BadFileException("file", "line " + bad.line() + ": " + bad.problem());
      }
      entries.problem(bad.line(), "file", bad.problem());
      Parsed parsed = end(entries, keys, encryptionKey);
      whole = true;
      return parsed;
    } finally {
      keys.ifPresent(PskcKeys::close);
      if (!whole) {
        entries.close();
      }
    }
  }

  private static Parsed end(
      Entries entries, Optional<PskcKeys> keys, Optional<XmlNode> encryptionKey)
      throws BadFileException {
    if (keys.filter(PskcKeys::openedNone).isPresent()) {
      throw PskcKeys.wrongKey(
          encryptionKey.filter(it -> it.child("DerivedKey").isPresent()).isPresent());
    }
    if (entries.noneRead() && entries.bad() == 0) {
      throw new BadFileException("file", "holds no tokens");
    }
    return entries.end(Format.PSKC);
  }
}
