package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.util.function.SingletonSupplier;

/** A headless browser that can reach this machine only. */
public final class Browser {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final Supplier<ChromeDriver> ONLY = SingletonSupplier.of(Browser::start);

    private Browser() {}

    /** Skips the test if there is no browser; on CI, where there must be one, fails instead. */
    public static void isNeeded() {
        boolean installed = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
        if (System.getenv("CI") != null) {
            assertThat(installed).as("CI needs %s and %s", BROWSER, DRIVER).isTrue();
        }
        assumeTrue(installed, () -> "No browser: install Debian's chromium and chromium-driver to run this test");
    }

    /**
     * Opens an empty tab without stored state, in the single browser of this run. For tests of the second {@link Lane}
     * only; they call {@link #leave} at their end.
     */
    public static ChromeDriver open() {
        ChromeDriver browser = ONLY.get();
        for (String before : browser.getWindowHandles()) {
            if (browser.getWindowHandles().size() == 1) {
                browser.switchTo().newWindow(WindowType.TAB);
            }
            String tab = browser.getWindowHandle();
            if (!before.equals(tab)) {
                browser.switchTo().window(before).close();
                browser.switchTo().window(tab);
            }
        }
        browser.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
        browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.manage().logs().get(LogType.BROWSER);
        return browser;
    }

    /** Closes the open page and its connections. */
    public static void leave(ChromeDriver browser) {
        browser.get("about:blank");
    }

    private static ChromeDriver start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1400,900",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        ChromeDriver started = new ChromeDriver(service, options);
        Runtime.getRuntime().addShutdownHook(new Thread(started::quit));
        return started;
    }
}
