package io.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@CaseworkTest
class ApplicationStartsTest {

    @Autowired ProcessEngine engine;
    @Autowired JdbcTemplate jdbc;

    @Test
    void startsOnARealPostgresWithTheEngineInIt() {
        assertThat(engine.getName()).isEqualTo("default");
        assertThat(jdbc.queryForObject("select version()", String.class)).startsWith("PostgreSQL 17");
        assertThat(jdbc.queryForObject("select count(*) from act_ge_schema_log", Integer.class)).isPositive();
    }
}
