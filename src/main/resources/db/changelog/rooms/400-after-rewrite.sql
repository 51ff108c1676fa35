--liquibase formatted sql

--changeset casework:after-rewrite-001 runInTransaction:false
--comment A column that is reckoned has rewritten the cases; until they are vacuumed, counts read the table instead of its index, and nothing else sets off a vacuum
vacuum (analyze) case_file;
