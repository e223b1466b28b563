package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.benchmarks.Curve.Point;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {

    private static final Pattern START = Pattern.compile("M([\\d.]+) ([\\d.]+)L");

    private static Curve curve(String name, double... seconds) {
        List<Point> points = new ArrayList<>();
        long size = 1;
        for (double value : seconds) {
            points.add(new Point(size, value));
            size *= 10;
        }
        return new Curve(name, points, "");
    }

    private static Document parse(Object drawing) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(drawing.toString())));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Plot plot(Curve... curves) {
        return new Plot(List.of(new Plot.Panel(Growth.FILES, List.of(curves))));
    }

    @Test
    void axesSayWhatTheyMeasure() throws Exception {
        assertThat(elements(parse(plot(curve("ours", 0.002, 0.02, 0.2))), "text"))
                .extracting(Element::getTextContent)
                .containsExactly(
                        "Time against files of 1 KiB in a layer",
                        "1 ms",
                        "10 ms",
                        "100 ms",
                        "1 s",
                        "100",
                        "10",
                        "1",
                        "ours");
    }

    @Test
    void curvesThatGrowAlikeAreParallelLines() throws Exception {
        List<double[]> starts = new ArrayList<>();
        for (Element path : elements(parse(plot(curve("ours", 0.01, 0.1, 1), curve("peer", 0.1, 1, 10))), "path")) {
            Matcher start = START.matcher(path.getAttribute("d"));
            if (!path.getAttribute("class").equals("grid") && start.find()) {
                starts.add(new double[] {Double.parseDouble(start.group(1)), Double.parseDouble(start.group(2))});
            }
        }

        assertThat(starts).hasSize(2);
        assertThat(starts.get(0)[0]).isEqualTo(starts.get(1)[0]);
        assertThat(starts.get(0)[1]).as("of the peer, which takes longer").isLessThan(starts.get(1)[1]);
    }

    @Test
    void namesDoNotLieOnEachOther() throws Exception {
        List<Double> heights =
                elements(parse(plot(curve("a", 1, 2), curve("b", 1, 2), curve("c", 1, 2.01))), "text").stream()
                        .filter(text -> text.getTextContent().length() == 1
                                && text.getAttribute("class").startsWith("c"))
                        .map(text -> Double.valueOf(text.getAttribute("y")))
                        .sorted()
                        .toList();

        assertThat(heights).hasSize(3);
        assertThat(heights.get(1) - heights.get(0)).isGreaterThanOrEqualTo(15);
        assertThat(heights.get(2) - heights.get(1)).isGreaterThanOrEqualTo(15);
    }

    @Test
    void contenderHasOneColourInAllPanels() throws Exception {
        Plot plot = new Plot(List.of(
                new Plot.Panel(Growth.SIZE, List.of(curve("ours", 1, 2), curve("peer", 2, 3))),
                new Plot.Panel(Growth.FILES, List.of(curve("ours", 1, 2), curve("other", 2, 3), curve("peer", 3, 4)))));

        assertThat(elements(parse(plot), "text"))
                .filteredOn(text -> text.getTextContent().equals("peer"))
                .extracting(text -> text.getAttribute("class"))
                .containsExactly("c1", "c1");
    }

    @Test
    void stagesAndTheRestFillTheBar() throws Exception {
        StageTimes stages = new StageTimes();
        stages.add(StageTimes.Stage.ZSTD, 600_000_000);
        stages.add(StageTimes.Stage.READ, 200_000_000);
        StagesPlot plot = new StagesPlot(List.of(new StagesPlot.Bar("app <1>", 1, stages)));

        assertThat(elements(parse(plot), "text"))
                .extracting(Element::getTextContent)
                .endsWith("app <1>", "20 %", "60 %", "20 %", "1000 ms")
                .contains("zstd 3", "rest");
    }

    @Test
    void stagesThatTookLongerThanTheBuildLeaveNoRest() {
        StageTimes stages = new StageTimes();
        stages.add(StageTimes.Stage.ZSTD, 2_000_000_000);

        assertThat(new StagesPlot.Bar("app", 1, stages).rest()).isZero();
    }
}
