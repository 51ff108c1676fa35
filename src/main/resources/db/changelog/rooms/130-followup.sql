--liquibase formatted sql

--changeset casework:followup-001
create table callback (
    id             bigint generated always as identity primary key,
    case_number    varchar(24)  not null references case_file (number),
    site           varchar(64)  not null,
    kind           varchar(20)  not null check (kind in ('REPAIR', 'COMPLAINT', 'WORK_ORDER')),
    proposed_way   varchar(20)  not null check (proposed_way in ('CALL', 'VISIT')),
    opened_at      timestamptz  not null,
    due_at         timestamptz  not null,
    attempts       integer      not null default 0 check (attempts >= 0),
    rounds         integer      not null default 1 check (rounds >= 1),
    called_back_at timestamptz,
    called_by      varchar(64),
    called_by_name varchar(100),
    result         varchar(20)  check (result in ('SATISFIED', 'DISSATISFIED', 'DECLINED', 'UNREACHABLE', 'CANCELLED')),
    satisfaction   integer      check (satisfaction between 1 and 5),
    opinion        text,
    consent_by     varchar(64),
    consent_by_name varchar(100),
    consent_reason text,
    closed_at      timestamptz,
    version        integer      not null default 0,
    check ((result is null) = (closed_at is null)),
    check ((satisfaction is not null) = (coalesce(result, '') in ('SATISFIED', 'DISSATISFIED'))),
    check ((result = 'UNREACHABLE') is not true or (consent_by is not null and called_back_at is null))
);
comment on table callback is '回访记录(REC-021)';
comment on column callback.called_back_at is '真正联系到客户的时间;联系不上的为空,不计入回访率(AMB-93)';
comment on column callback.rounds is '第几轮联系;负责人不同意按联系不上结案时加一轮';
comment on column callback.result is 'SATISFIED 满意,DISSATISFIED 不满意,DECLINED 客户不愿评价,UNREACHABLE 联系不上,CANCELLED 案件中止';
create unique index callback_open on callback (case_number) where closed_at is null;
create index callback_case on callback (case_number, id);
create index callback_due on callback (site, due_at) where closed_at is null;
create index callback_done on callback (site, kind, called_back_at) where called_back_at is not null;

create table callback_attempt (
    id          bigint generated always as identity primary key,
    callback_id bigint       not null references callback (id),
    attempt_no  integer      not null,
    at          timestamptz  not null,
    way         varchar(20)  check (way in ('CALL', 'VISIT', 'MESSAGE')),
    outcome     varchar(20)  not null check (outcome in ('ANSWERED', 'DECLINED', 'NOT_REACHED', 'NO_CONTACT')),
    note        text,
    by_login    varchar(64)  not null,
    by_name     varchar(100) not null,
    unique (callback_id, attempt_no),
    check (way is not null or outcome = 'NO_CONTACT')
);
comment on table callback_attempt is '回访的每一次联系';
