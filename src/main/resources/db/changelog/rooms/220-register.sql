--liquibase formatted sql

--changeset casework:register-001
--comment What a name is made of takes some 70 microseconds to compute: the planner must know that computing it for a whole table is no way to search
alter function name_grams(text) cost 3000;

--changeset casework:register-002
--comment Search over all cases: any part of customer, unit or matter through single and double characters, numbers by their beginning, phones by their ending
create index case_file_words on case_file using gin (name_grams(customer_name || ' ' || coalesce(unit_name, '') || ' ' || matter));
create index case_file_number_part on case_file (number varchar_pattern_ops);
create index case_file_phone_ending on case_file (reverse(regexp_replace(customer_phone, '[^0-9]', '', 'g')) text_pattern_ops);
create index case_file_opened on case_file (opened_at, number);
create index case_file_site_opened on case_file (site, opened_at, number);
create index case_file_due on case_file (due_at, number);
create index case_file_open_due on case_file (due_at, site) where state = 'OPEN';
create index case_file_not_closed on case_file (opened_at, number) where state <> 'CLOSED';
create index case_file_category on case_file (category, opened_at);
create index case_file_grade on case_file (grade, opened_at) where grade is not null;
create index case_file_urgent on case_file (urgency, opened_at) where urgency <> 'NORMAL';
