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

--changeset casework:register-004
create table export_log (
    id          bigint generated always as identity primary key,
    asked_at    timestamptz  not null,
    login       varchar(64)  not null,
    name        varchar(100) not null,
    register    varchar(40)  not null,
    format      varchar(4)   not null check (format in ('XLSX', 'CSV')),
    filters     jsonb        not null,
    sites       text         not null,
    rows        integer      check (rows >= 0),
    finished_at timestamptz,
    check ((rows is null) = (finished_at is null))
);
comment on table export_log is '登记表的导出记录：谁、何时、哪个登记表、什么条件、多少行；没有行数的没有导完';
create index export_log_asked on export_log (asked_at);
create index export_log_login on export_log (login, asked_at);

--changeset casework:register-005
create table saved_view (
    id          bigint generated always as identity primary key,
    owner       varchar(64)  not null,
    register    varchar(40)  not null,
    name        varchar(40)  not null,
    filters     jsonb        not null,
    shared_post varchar(64),
    usual       boolean      not null default false,
    saved_at    timestamptz  not null,
    unique (owner, register, name)
);
comment on table saved_view is '登记表的视图：条件和排序，供本人或同岗位的人再次使用';
comment on column saved_view.shared_post is '与这个岗位的人共享；空=只给本人';
comment on column saved_view.usual is '本人打开这个登记表时先用它';
create unique index saved_view_usual on saved_view (owner, register) where usual;
create index saved_view_shared on saved_view (register, shared_post) where shared_post is not null;
