// SPDX-License-Identifier: Apache-2.0
package io.deltabook.job.view.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ModuleBundleTest {
    @Test
    void aModuleBecomesAFunctionThatReturnsWhatItExports() {
        String text =
                new ModuleBundle()
                        .script("chart", "var Chart = 1;", "Chart")
                        .module("a", "export const ONE = 1;\nexport async function two() {}\n")
                        .alias("b", "a")
                        .module(
                                "c",
                                "import Chart from './chart.js';\nimport { ONE, two } from './b.js';\n")
                        .text();

        assertThat(text)
                .contains("return { main: Chart };")
                .contains("\nconst ONE = 1;\nasync function two() {}\n\nreturn { ONE, two };")
                .contains("modules['b'] = modules['a'];")
                .contains("const Chart = modules['chart'].main;")
                .contains("const { ONE, two } = modules['b'];");
    }

    @Test
    void aFormThatIsNotUnderstoodOrEndsTheScriptIsRefused() {
        for (String source :
                new String[] {
                    "import * as a from './a.js';", "export default 1;", "x = '</script>';"
                }) {
            ModuleBundle bundle = new ModuleBundle().module("a", source);

            assertThatThrownBy(bundle::text)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("but has: ");
        }
    }
}
