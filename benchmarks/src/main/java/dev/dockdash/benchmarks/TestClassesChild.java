package dev.dockdash.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes in the order in which they are given, as a build does, and exits as a build does. */
final class TestClassesChild {

    private TestClassesChild() {}

    /**
     * Prints the seconds of each class on a line, and then what the JVM has done to load classes.
     *
     * @param args the simple names of {@link TestClasses}
     */
    public static void main(String[] args) {
        List<ClassSelector> selectors = Arrays.stream(args)
                .map(name -> selectClass(TestClassesChild.class.getPackageName() + "." + name))
                .toList();
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(selectors).build();
        TestClock clock = new TestClock();
        LauncherFactory.create().execute(request, clock);
        clock.seconds().values().forEach(System.out::println);
        System.out.println(ClassLoading.now());
        System.exit(0);
    }
}
