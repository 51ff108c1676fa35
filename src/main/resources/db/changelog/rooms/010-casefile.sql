--liquibase formatted sql

--changeset casework:casefile-001
create table case_number_counter (
    series      varchar(10) not null,
    day         date        not null,
    last_number integer     not null,
    primary key (series, day)
);
comment on table case_number_counter is '案件编号计数:每个编号系列每天从 1 起连续编号';

create table case_file (
    number         varchar(24)  primary key,
    kind           varchar(20)  not null check (kind in ('CONTACT', 'REPAIR')),
    parent_number  varchar(24)  references case_file (number),
    site           varchar(64)  not null,
    channel        varchar(20),
    customer_id    bigint,
    customer_name  varchar(100) not null,
    customer_phone varchar(40),
    unit_id        bigint,
    unit_name      varchar(100),
    matter         varchar(120) not null,
    description    text,
    urgency        varchar(20)  not null default 'NORMAL' check (urgency in ('NORMAL', 'URGENT', 'EMERGENCY')),
    category       varchar(30),
    grade          varchar(20),
    state          varchar(20)  not null check (state in ('OPEN', 'CLOSED', 'WITHDRAWN')),
    handling       text,
    completion     varchar(100),
    outcome        varchar(30),
    opened_at      timestamptz  not null,
    opened_by      varchar(64)  not null,
    due_at         timestamptz,
    closed_at      timestamptz,
    version        integer      not null default 0,
    check ((state = 'OPEN') = (closed_at is null))
);
comment on table case_file is '案件';
comment on column case_file.category is '受理分类:见决策表 intake-category';
comment on column case_file.handling is '处理情况(AS-SWO-03)';
comment on column case_file.completion is '完成情况:写“已完成”即销项(AS-SWO-04)';
create index case_file_parent on case_file (parent_number);
create index case_file_site_state on case_file (site, state, opened_at);
create index case_file_unit on case_file (unit_id, opened_at);
create index case_file_customer on case_file (customer_id, opened_at);
create index case_file_phone on case_file (customer_phone);

create table case_timeline (
    id            bigint generated always as identity primary key,
    case_number   varchar(24)  not null references case_file (number),
    at            timestamptz  not null,
    actor         varchar(64)  not null,
    actor_name    varchar(100) not null,
    kind          varchar(30)  not null,
    text          text         not null,
    rule_ids      varchar(100),
    submission_id bigint
);
comment on table case_timeline is '案件时间线:只增不改';
create index case_timeline_case on case_timeline (case_number, id);

create table case_submission (
    id                bigint generated always as identity primary key,
    case_number       varchar(24)  not null references case_file (number),
    process_key       varchar(100) not null,
    task_key          varchar(100) not null,
    task_name         varchar(200) not null,
    task_id           varchar(64),
    form_id           varchar(200),
    form_version      integer,
    submitted_at      timestamptz  not null,
    submitted_by      varchar(64)  not null,
    submitted_by_name varchar(100) not null,
    data              jsonb        not null
);
comment on table case_submission is '提交的表单:整份保存,含管理员后来加的字段';
create index case_submission_case on case_submission (case_number, task_key, id);
create unique index case_submission_task on case_submission (task_id) where task_id is not null;

--changeset casework:casefile-002 splitStatements:false
create function case_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger case_timeline_append_only before update or delete on case_timeline
    for each row execute function case_append_only();
create trigger case_submission_append_only before update or delete on case_submission
    for each row execute function case_append_only();
