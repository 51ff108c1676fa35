package io.casework.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ProbeCases;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Row and file of an attachment when something goes wrong between the two. */
@CaseworkTest
class AttachmentsTest {

    private static final Actor CLERK = new Actor("clerk", "东苑客服人员");

    @Autowired AttachmentFiles files;
    @Autowired Pictures pictures;
    @Autowired AttachmentProperties properties;
    @Autowired ObjectProvider<KeptFiles.Owner> owners;
    @Autowired CaseFiles cases;
    @Autowired JdbcClient jdbc;
    @Autowired PlatformTransactionManager transactions;
    @Autowired Clock clock;
    @Autowired ProbeCases probes;

    private static ByteArrayInputStream pdf() {
        return new ByteArrayInputStream("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.UTF_8));
    }

    /** The connection breaks after the database has committed and before its answer arrives. */
    @Test
    void theFileStaysWhenNobodyKnowsWhetherItsRowIsThere() {
        String number = probes.open("王芳", ProbeCases.phone(), "外墙渗水");
        TransactionTemplate breaking = new TransactionTemplate(transactions) {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                super.execute(action);
                throw new TransactionSystemException("the connection is gone");
            }
        };
        Attachments attachments = new Attachments(new KeptFiles(files, pictures, properties, owners, breaking), properties, cases, jdbc, clock);
        assertThatThrownBy(() -> attachments.add(number, "报告.pdf", pdf(), CLERK)).isInstanceOf(TransactionSystemException.class);
        String stored = jdbc.sql("select stored_as from case_attachment where case_number = ?").param(number).query(String.class).single();
        assertThat(files.path(stored)).exists();
    }
}
