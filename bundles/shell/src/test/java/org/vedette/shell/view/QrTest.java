package org.vedette.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class QrTest {
  private static final String URI =
      "otpauth://totp/Vedette:alice%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
          + "&issuer=Vedette&algorithm=SHA1&digits=6&period=30";
  private static final int SCALE = 4;

  /** Looks at the drawing as a camera does: whole block, upper or lower half, or nothing. */
  private static String scan(List<String> lines, boolean drawnIsDark) throws Exception {
    int width = lines.get(0).length();
    int height = lines.size() * 2;
    int[] pixels = new int[width * SCALE * height * SCALE];
    Arrays.fill(pixels, drawnIsDark ? 0xFFFFFF : 0);
    for (int y = 0; y < height * SCALE; y++) {
      for (int x = 0; x < width * SCALE; x++) {
        char block = lines.get(y / SCALE / 2).charAt(x / SCALE);
        char half = y / SCALE % 2 == 0 ? '▀' : '▄';
        if (block == '█' || block == half) {
          pixels[y * width * SCALE + x] = drawnIsDark ? 0 : 0xFFFFFF;
        }
      }
    }
    RGBLuminanceSource image = new RGBLuminanceSource(width * SCALE, height * SCALE, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(image))).getText();
  }

  @Test
  public void canBeScannedOnADarkTerminal() throws Exception {
    assertThat(scan(new Qr(URI).lines(Qr.Style.DARK), false)).isEqualTo(URI);
  }

  @Test
  public void canBeScannedOnALightTerminal() throws Exception {
    assertThat(scan(new Qr(URI).lines(Qr.Style.LIGHT), true)).isEqualTo(URI);
  }

  @Test
  public void bringsItsOwnColoursWhereThereAreSome() throws Exception {
    List<String> lines = new Qr(URI).lines(Qr.Style.COLOURS);
    assertThat(lines).allMatch(it -> it.startsWith("\u001b[30;107m") && it.endsWith("\u001b[0m"));
    List<String> plain = lines.stream().map(it -> it.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
    assertThat(scan(plain, true)).isEqualTo(URI);
  }

  @Test
  public void fitsAnOrdinaryTerminal() {
    Qr code = new Qr(URI);
    assertThat(code.width()).isLessThan(80);
    assertThat(code.lines(Qr.Style.DARK)).allMatch(it -> it.length() == code.width());
  }
}
