package io.mutuals.suggestion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Browser;
import io.mutuals.InSecondLane;
import io.mutuals.TakesLong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The report, opened from its file in a real browser without network access. */
@InSecondLane
@TakesLong
class ReportPageTest {

    @TempDir
    static Path folder;

    private ChromeDriver browser;

    @BeforeEach
    void open() throws IOException {
        Browser.isNeeded();
        Path page = Files.writeString(
                folder.resolve("page.html"),
                HtmlReport.of(HtmlReportTest.result(
                        HtmlReportTest.strategy("learned", 0.30, 0.02),
                        HtmlReportTest.strategy("adamic-adar", 0.28, 0),
                        HtmlReportTest.strategy("common-neighbours", 0.26, -0.02),
                        HtmlReportTest.strategy("jaccard", 0.2, -0.08),
                        HtmlReportTest.strategy("popularity", 0.02, -0.26))));
        browser = Browser.open();
        browser.get(page.toUri().toString());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            Browser.leave(browser);
        }
    }

    @Test
    void chartsFillTheirCardsInWideAndInNarrowWindowsAndNothingIsMissed() throws IOException {
        look("light", 1_280, 900);
        chartsAreBetween(420, 620);
        look("dark", 1_280, 900);
        assertThat(paper()).contains("16, 21, 27");
        look("light", 360, 740);
        chartsAreBetween(280, 340);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        assertThat(number("return performance.getEntriesByType('resource').length"))
                .isZero();
    }

    @Test
    void aStrategyStepsForwardWhenItsBoxIsChecked() {
        look("light", 1_280, 900);
        WebElement line = browser.findElement(By.cssSelector("figure svg.wide .series.s4"));
        assertThat(line.getCssValue("opacity")).isEqualTo("0.45");
        WebElement box = browser.findElement(By.id("show4"));
        assertThat(box.isSelected()).isFalse();
        box.click();
        assertThat(line.getCssValue("opacity")).isEqualTo("1");
    }

    @Test
    void noNameInAChartLiesOverAnother() {
        look("light", 1_280, 900);
        Object overlaps = browser.executeScript("""
                const found = [];
                for (const chart of document.querySelectorAll('figure svg.wide')) {
                  const boxes = [...chart.querySelectorAll('text')].filter(text => text.textContent)
                      .map(text => [text.textContent, text.getBoundingClientRect()]);
                  const room = chart.getBoundingClientRect();
                  boxes.forEach(([one, a], at) => {
                    if (a.left < room.left - 1 || a.right > room.right + 1) found.push(one + ' sticks out');
                    boxes.slice(at + 1).forEach(([other, b]) => {
                      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
                      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
                      if (wide > 1 && high > 4) found.push(one + ' over ' + other);
                    });
                  });
                }
                return found;
                """);
        assertThat(overlaps).isEqualTo(List.of());
    }

    private void chartsAreBetween(int narrowest, int widest) throws IOException {
        List<WebElement> charts = browser.findElements(By.cssSelector("figure > svg")).stream()
                .filter(WebElement::isDisplayed)
                .toList();
        assertThat(charts).hasSize(6).allSatisfy(chart -> {
            assertThat(chart.getSize().width).isBetween(narrowest, widest);
            assertThat(chart.getSize().height).isBetween(120, 480);
        });
        assertThat(number("return document.documentElement.scrollWidth - window.innerWidth"))
                .as("the page scrolls sideways by")
                .isNotPositive();
    }

    private void look(String scheme, int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        try {
            Files.write(
                    Path.of("target", "report-" + scheme + "-" + width + ".png"),
                    browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    private String paper() {
        return browser.findElement(By.tagName("body")).getCssValue("background-color");
    }

    private long number(String script) {
        return Long.parseLong(String.valueOf(browser.executeScript(script)));
    }
}
