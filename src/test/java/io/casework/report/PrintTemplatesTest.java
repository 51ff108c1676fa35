package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Paper;
import io.casework.testkit.TestStaff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The templates of printed forms: what is supplied, and what an administrator may make of it. */
@CaseworkTest
class PrintTemplatesTest {

    @Autowired PrintTemplates templates;
    @Autowired PrintedForms forms;

    @ParameterizedTest
    @EnumSource(PrintForm.class)
    void eachSuppliedTemplatePrintsItsExampleAndItsBlankForm(PrintForm form) throws IOException {
        try (Paper example = Paper.of(templates.preview(form, templates.supplied(form), "process-admin"));
                Paper blank = Paper.of(forms.blank(form, TestStaff.EAST, "service-manager").pdf())) {
            Files.createDirectories(Path.of("target/printed"));
            Files.write(Path.of("target/printed", form.code() + ".pdf"), example.bytes());
            Files.write(Path.of("target/printed", form.code() + "-blank.pdf"), blank.bytes());
            for (Paper paper : new Paper[] {example, blank}) {
                assertThat(paper.isA4()).isTrue();
                assertThat(paper.fontsLeftOut()).isEmpty();
                assertThat(paper.isInsideTheMargins()).isTrue();
                assertThat(paper.words()).contains(form.label());
            }
        }
    }
}
