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

--changeset casework:register-003
--comment Each register is listed by its time, newest first, for one site or for all
create index contact_register_registered on contact_register (registered_at, case_number);
create index contact_register_site_registered on contact_register (site, registered_at, case_number);
create index category_record_opened on category_record (category, opened_at, id);
create index service_work_order_issued on service_work_order (issued_at, id);
create index rectification_slip_filled on rectification_slip (filled_at, id);
create index rectification_slip_open on rectification_slip (filled_at) where state not in ('WRITTEN_OFF', 'RECLASSIFIED');
create index special_service_requested on special_service (requested_at, id);
create index special_service_open on special_service (requested_at) where settled_at is null;
create index complaint_received_number on complaint (received_at, case_number);
create index complaint_analysed on complaint (analysed_at, case_number) where analysed_at is not null and cause in ('ENGINEERING', 'DESIGN');
create index complaint_major_reported on complaint_major (reported_at, case_number);
create index opinion_cluster_detected on opinion_cluster (detected_at);
create index repair_survey_arranged on repair_survey (arranged_at, id);
create index repair_survey_planned on repair_survey (planned_at) where result = 'PLANNED';
create index repair_order_issued on repair_order (issued_at, id);
create index repair_order_finished on repair_order (finished_at, id) where finished_at is not null;
create index repair_extension_asked on repair_extension (asked_at, id);
create index repair_case_completed on repair_case (completed_at, case_number) where final_amount is not null;
create index repair_cost_requested on repair_cost (requested_at, id);
create index repair_cost_pending on repair_cost (requested_at) where decision = 'PENDING';
create index callback_opened on callback (opened_at, id);
create index complaint_week_week on complaint_week (week);
create index complaint_review_day on complaint_review (day);
create index household_from on household (from_on, id);
create index unit_delivered on unit (delivered_on, id);
