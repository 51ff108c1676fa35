--liquibase formatted sql

--changeset casework:platform-001
--comment Trigram search makes two and more Chinese characters findable inside names and addresses
create extension if not exists pg_trgm;
