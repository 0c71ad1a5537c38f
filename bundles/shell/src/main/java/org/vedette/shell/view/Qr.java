package org.vedette.shell.view;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QR code drawn in half blocks: one character is one module wide and two high. */
public final class Qr {
  /** Modules of light around the code (ISO/IEC 18004, 6.3.8 asks for four). */
  private static final int QUIET = 4;

  /** How the code is drawn. */
  public enum Style {
    /** Black on white by colours: right on any terminal that has them. */
    COLOURS,
    /** Light modules are drawn: for a terminal that writes light on dark. */
    DARK,
    /** Dark modules are drawn: for a terminal that writes dark on light. */
    LIGHT
  }

  private final BitMatrix modules;

  /** Encodes a text. */
  public Qr(String text) {
    try {
      modules =
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.MARGIN,
                      QUIET,
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.L,
                      EncodeHintType.CHARACTER_SET,
                      "UTF-8"));
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }

  /** Width in columns. */
  public int width() {
    return modules.getWidth();
  }

  /** Draws it. */
  public List<String> lines(Style style) {
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < modules.getHeight(); y += 2) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < modules.getWidth(); x++) {
        boolean drawDark = style != Style.DARK;
        line.append(block(dark(x, y) == drawDark, dark(x, y + 1) == drawDark));
      }
      lines.add(style == Style.COLOURS ? "\u001b[30;107m" + line + "\u001b[0m" : line.toString());
    }
    return lines;
  }

  private boolean dark(int x, int y) {
    return y < modules.getHeight() && modules.get(x, y);
  }

  private static char block(boolean upper, boolean lower) {
    if (upper) {
      return lower ? '█' : '▀';
    }
    return lower ? '▄' : ' ';
  }
}
