--liquibase formatted sql

--changeset casework:case-page-001
--comment The case page reads the story of a case a bit at a time, by time
create index case_timeline_case_at on case_timeline (case_number, at, id);
create index notice_case_at on notice (case_number, created_at, id) where case_number is not null;
drop index notice_case;

--changeset casework:case-page-002
create table case_urge (
    id          bigint generated always as identity primary key,
    case_number varchar(24)  not null references case_file (number),
    at          timestamptz  not null,
    by_login    varchar(64)  not null,
    by_name     varchar(100) not null,
    reason      varchar(300) not null,
    tasks       integer      not null check (tasks >= 0)
);
comment on table case_urge is '催办：每次一行';
comment on column case_urge.tasks is '提高了优先级的待办任务数';
create index case_urge_case on case_urge (case_number, at);

create table case_link (
    id               bigint generated always as identity primary key,
    master_number    varchar(24)  not null references case_file (number),
    case_number      varchar(24)  not null references case_file (number),
    kind             varchar(10)  not null check (kind in ('REPEAT', 'GROUP')),
    reason           varchar(300) not null,
    linked_at        timestamptz  not null,
    linked_by        varchar(64)  not null,
    linked_by_name   varchar(100) not null,
    unlinked_at      timestamptz,
    unlinked_by      varchar(64),
    unlinked_by_name varchar(100),
    check (master_number <> case_number),
    check ((unlinked_at is null) = (unlinked_by is null))
);
comment on table case_link is '归并：重复或同类案件归到一个主案件，可统一答复；不改变各案件自己的办理';
comment on column case_link.kind is 'REPEAT=同一事项重复来电 GROUP=同类事项归并';
create unique index case_link_member on case_link (case_number) where unlinked_at is null;
create index case_link_master on case_link (master_number, id) where unlinked_at is null;

create table case_group_reply (
    id            bigint generated always as identity primary key,
    master_number varchar(24)   not null references case_file (number),
    at            timestamptz   not null,
    by_login      varchar(64)   not null,
    by_name       varchar(100)  not null,
    text          varchar(1000) not null,
    cases         integer       not null check (cases > 1)
);
comment on table case_group_reply is '统一答复：对归并的全部案件作一次答复';
create index case_group_reply_master on case_group_reply (master_number, id);

--changeset casework:case-page-003
insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('case-urged', 1, '催办', 'AS-OVD-02', 'IN_APP,EMAIL',
     '催办：{{matter}}（{{caseNumber}}）',
     e'{{urgedBy}} 催办案件 {{caseNumber}}，这是第 {{times}} 次。\n原因：{{reason}}\n房号：{{unitName}}\n事由：{{matter}}\n待办任务：{{tasks}}\n请尽快办理。',
     '{"caseNumber": "KF-20260706-0001", "urgedBy": "李娜", "times": "2", "reason": "业主再次来电询问进度", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "tasks": "现场勘察"}', true, 'casework', now()),
    ('group-reply', 1, '统一答复', 'AS-INT-04', 'IN_APP,EMAIL',
     '统一答复：{{matter}}（{{caseNumber}}）',
     e'{{repliedBy}} 对主案件 {{masterNumber}} 及归并的案件作了统一答复，请据此回复客户 {{customerName}}。\n案件：{{caseNumber}}\n房号：{{unitName}}\n事由：{{matter}}\n答复：{{reply}}',
     '{"caseNumber": "KF-20260706-0002", "masterNumber": "KF-20260706-0001", "repliedBy": "李娜", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "小区停水", "reply": "市政管网抢修，今晚八点恢复供水"}', true, 'casework', now());
