--liquibase formatted sql

--changeset casework:pages-speed-001
--comment Registers by the time a case was closed, in both directions, and the cases closed in a span of days: without it each reads all cases. Written once in a case's life, when it is closed
create index case_file_closed on case_file (closed_at, number);

--changeset casework:pages-speed-002
--comment 答复客户时间 stands in the register or, for complaints, with the complaint; each is written once. Without them a span of days reads and joins all of both
create index contact_register_replied on contact_register (replied_at, case_number) where replied_at is not null;
create index complaint_final_answered on complaint (final_answered_at, case_number) where final_answered_at is not null;
