package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ReportSettingTest {

    private static ReportSetting of(String property, Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty("dockdash.report", property);
        return ReportSetting.of(properties, environment);
    }

    @Test
    void propertyGoesBeforeTheEnvironment() {
        assertThat(ReportSetting.of(new Properties(), Map.of())).isSameAs(ReportSetting.NEVER);
        assertThat(of(" on-failure ", Map.of("DOCKDASH_REPORT", "never"))).isSameAs(ReportSetting.ON_FAILURE);
        assertThat(ReportSetting.of(new Properties(), Map.of("DOCKDASH_REPORT", "on-failure")))
                .isSameAs(ReportSetting.ON_FAILURE);
    }

    @Test
    void wrongValuesListTheRightOnes() {
        assertThatThrownBy(() -> of("always", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("System property dockdash.report is \"always\": expected one of [never, on-failure]");
        assertThatThrownBy(() -> ReportSetting.of(new Properties(), Map.of("DOCKDASH_REPORT", "")))
                .hasMessage("Environment variable DOCKDASH_REPORT is \"\": expected one of [never, on-failure]");
    }
}
