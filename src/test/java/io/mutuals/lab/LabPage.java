package io.mutuals.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Page object of the lab, or of the schema beside it, in a real browser without access to any other server. */
public final class LabPage implements AutoCloseable {

    private final ChromeDriver browser = Browser.open();
    private final WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(30));
    private final URI server;
    private final String path;

    private LabPage(URI server, String path) {
        this.server = server;
        this.path = path;
    }

    static LabPage open(Api api) {
        return open(api, "/lab");
    }

    /** Opens the page at a path of the server. */
    public static LabPage open(Api api, String path) {
        return new LabPage(api.address(), path);
    }

    @Override
    public void close() {
        Browser.leave(browser);
    }

    /** Navigates to a fragment of the page. */
    public void show(String hash) {
        browser.get(server + path + hash);
    }

    /** Waits until an element contains all of these texts. */
    public void awaitText(String selector, String... texts) {
        await(
                () -> selector + " shows " + String.join(", ", texts) + ", but it does: " + text(selector),
                () -> List.of(texts).stream().allMatch(text(selector)::contains));
    }

    /** Waits until a condition holds; fails with {@code message} otherwise. */
    void await(Supplier<String> message, BooleanSupplier condition) {
        wait.withMessage(message).until(_ -> condition.getAsBoolean());
    }

    public @Nullable Object run(String script, Object... arguments) {
        return browser.executeScript(script, arguments);
    }

    public List<WebElement> all(By what) {
        return browser.findElements(what);
    }

    /** Clicks an element that is already present. */
    public void click(By what) {
        browser.findElement(what).click();
    }

    /** Types into a field as soon as it is present. */
    public void write(By field, String text) {
        WebElement input = wait.until(page -> page.findElement(field));
        input.clear();
        input.sendKeys(text);
    }

    /** Clicks a lifecycle button, then fills in and confirms its dialogue. */
    void pressAndConfirm(String button, @Nullable String percent, String note) {
        click(By.xpath("//button[text()='" + button + "']"));
        if (percent != null) {
            WebElement ramp = browser.findElement(By.name("ramp"));
            ramp.clear();
            ramp.sendKeys(percent);
        }
        browser.findElement(By.name("note")).sendKeys(note);
        click(By.cssSelector("dialog button[type=submit]"));
    }

    /** Chooses as soon as there is something to choose from. */
    public void choose(String name, String value) {
        By choice = By.cssSelector("select[name=%1$s], select#%1$s".formatted(name));
        new Select(wait.until(page -> page.findElement(choice))).selectByValue(value);
    }

    /** Types where the focus is: texts and keys, one after the other. */
    public void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            new Actions(browser).sendKeys(key).perform();
        }
    }

    /** Shows the page on a screen of a width in pixels, also one that no window may have. */
    public void resize(int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    public String text(String selector) {
        return String.valueOf(run(
                "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText).join('\\n');",
                selector));
    }

    public List<?> texts(String selector) {
        return list("return [...document.querySelectorAll(arguments[0])].map(one => one.textContent);", selector);
    }

    /** Returns the number of units that reached a step of the funnel, by variant. */
    List<?> funnel(String step) {
        return list(
                "return [...document.querySelectorAll(`.funnel tr.${arguments[0]} "
                        + "strong`)].map(one => Number(one.textContent.replaceAll(',', '')));",
                step);
    }

    /** Returns the data points of a line of the plot. */
    List<?> points(String label) {
        return list(
                "return Chart.getChart(document.querySelector('.plot canvas')).data.datasets.find(one => "
                        + "one.label === arguments[0]).data;",
                label);
    }

    private List<?> list(String script, Object... arguments) {
        return (List<?>) Objects.requireNonNull(run(script, arguments));
    }

    public void assertNothingFailedAndNothingExternalLoaded() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        assertThat(list("return performance.getEntriesByType('resource').map(entry => entry.name);"))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(String.valueOf(address)).startsWith(server + "/"));
    }

    public void keepScreenshot(String name) {
        try {
            Files.write(Path.of("target", name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
