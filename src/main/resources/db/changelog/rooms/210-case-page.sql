--liquibase formatted sql

--changeset casework:case-page-001
--comment The case page reads the story of a case a bit at a time, by time
create index case_timeline_case_at on case_timeline (case_number, at, id);
create index notice_case_at on notice (case_number, created_at, id) where case_number is not null;
drop index notice_case;
