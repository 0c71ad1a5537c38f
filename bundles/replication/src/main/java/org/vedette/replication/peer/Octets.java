package org.vedette.replication.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;

/** Requests and answers as they are. */
final class Octets implements MethodDescriptor.Marshaller<byte[]> {
  static final Octets FORM = new Octets();

  private Octets() {}

  @Override
  public InputStream stream(byte[] value) {
    return new ByteArrayInputStream(value);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }
}
