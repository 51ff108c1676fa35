--liquibase formatted sql

--changeset casework:category-record-001
create table category_record (
    id              bigint generated always as identity primary key,
    case_number     varchar(24)  not null references case_file (number),
    category        varchar(20)  not null check (category in ('ENGINEERING', 'EXTERNAL', 'COMMUNICATION')),
    content         text         not null,
    topic           varchar(60),
    external_kind   varchar(30),
    external_unit   varchar(100),
    contact         varchar(100),
    stipulated_time timestamptz,
    overdue         boolean      not null default false,
    opened_at       timestamptz  not null,
    opened_by       varchar(64)  not null,
    closed_at       timestamptz,
    closed_by       varchar(64),
    result          text
);
comment on table category_record is '《分类处理记录》工程类、其他类、沟通类(REC-003、REC-005、REC-006)';
comment on column category_record.stipulated_time is '外联单位自己规定的时间';
create index category_record_case on category_record (case_number, category);
create index category_record_open on category_record (category, opened_at) where closed_at is null;
create index category_record_topic on category_record (topic, opened_at) where topic is not null;

create table category_record_entry (
    id        bigint generated always as identity primary key,
    record_id bigint       not null references category_record (id),
    at        timestamptz  not null,
    by_login  varchar(64)  not null,
    text      text         not null,
    next_time timestamptz
);
comment on table category_record_entry is '分类处理记录的跟踪登记';
create index category_record_entry_record on category_record_entry (record_id, id);

create table service_work_order (
    id                   bigint generated always as identity primary key,
    case_number          varchar(24)  not null references case_file (number),
    repair_requested     text         not null,
    agreed_time          timestamptz  not null,
    first_agreed_time    timestamptz  not null,
    access_note          varchar(200),
    reschedules          integer      not null default 0,
    reworks              integer      not null default 0,
    overdue              boolean      not null default false,
    state                varchar(20)  not null check (state in ('OPEN', 'DONE', 'CANCELLED', 'RETURNED')),
    issued_at            timestamptz  not null,
    issued_by            varchar(64)  not null,
    work_done            text,
    worker               varchar(50),
    finished_at          timestamptz,
    written_back_at      timestamptz,
    written_back_by      varchar(64)
);
comment on table service_work_order is '《服务工作单》(REC-002)';
comment on column service_work_order.agreed_time is '约定时间;first_agreed_time 为最初约定,改约不改变它';
create index service_work_order_case on service_work_order (case_number, id);
create index service_work_order_open on service_work_order (agreed_time) where state = 'OPEN';
