--liquibase formatted sql

--changeset casework:rectification-001
create table rectification_slip (
    id               bigint generated always as identity primary key,
    case_number      varchar(24)  not null references case_file (number),
    subject          varchar(100) not null,
    location         varchar(100) not null,
    content          text         not null,
    requested_by     date         not null,
    state            varchar(20)  not null check (state in ('DRAFT', 'SIGNED', 'RECEIVED', 'CONFIRMED', 'WRITTEN_OFF', 'RETURNED', 'RECLASSIFIED')),
    filled_at        timestamptz  not null,
    filled_by        varchar(64)  not null,
    director         varchar(64),
    signed_at        timestamptz,
    received_by      varchar(64),
    received_at      timestamptz,
    handler          varchar(50),
    work_done        text,
    finished_on      date,
    confirmed_by     varchar(64),
    confirmed_at     timestamptz,
    returns          integer      not null default 0,
    return_reason    text,
    reworks          integer      not null default 0,
    check_remark     text,
    overdue          boolean      not null default false,
    written_off_at   timestamptz,
    check (state <> 'WRITTEN_OFF' or (signed_at is not null and confirmed_at is not null))
);
comment on table rectification_slip is '《工作联系单》(REC-004):主任签字、项目部签收和确认签字齐全才能销项(AS-REC-04)';
create unique index rectification_slip_case_open on rectification_slip (case_number) where state not in ('WRITTEN_OFF', 'RECLASSIFIED');
create index rectification_slip_case on rectification_slip (case_number, id);
