package io.casework;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** Casework: the procedures of a customer-service department, run by an embedded process engine. */
@SpringBootApplication
@Modulithic(systemName = "Casework")
public class CaseworkApplication {

    public static void main(String[] args) {
        SpringApplication.run(CaseworkApplication.class, args);
    }
}
