package org.vedette.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.vedette.itests.bench.LineChart.Series;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

public class LineChartTest {
  @Test
  public void scaleEndsAtARoundNumber() {
    assertThat(LineChart.roundUp(0)).isEqualTo(1);
    assertThat(LineChart.roundUp(4.2)).isEqualTo(5);
    assertThat(LineChart.roundUp(1001)).isEqualTo(2000);
    assertThat(LineChart.roundUp(73)).isEqualTo(100);
  }

  @Test
  public void eachSeriesIsALineWithAPointForEachSecond() throws Exception {
    String svg =
        new LineChart("a < b & c")
            .panel("/s", new Series("rate", 0, 100, 50))
            .panel("ms", new Series("p50", 1, 1, 1), new Series("p99", 2, 4, 3))
            .mark(1, "e < f")
            .svg();

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(3);
    String rate =
        document
            .getElementsByTagName("polyline")
            .item(0)
            .getAttributes()
            .getNamedItem("points")
            .getNodeValue();
    assertThat(rate).isEqualTo("70.0,210.0 405.0,40.0 740.0,125.0");
    assertThat(svg).contains("a &lt; b &amp; c", "p99 (ms)", "<text x=\"409.0\"", "e &lt; f");
  }
}
