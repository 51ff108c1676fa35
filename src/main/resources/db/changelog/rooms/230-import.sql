--liquibase formatted sql

--changeset casework:import-001
create table case_legacy (
    case_number   varchar(24) primary key references case_file (number),
    site          varchar(64) not null,
    legacy_number varchar(60) not null,
    imported_at   timestamptz not null,
    imported_by   varchar(64) not null,
    unique (site, legacy_number)
);
comment on table case_legacy is '从旧登记表导入的历史案件:已关闭,没有流程;编号系列 LS';
comment on column case_legacy.legacy_number is '旧登记表上的编号,在小区内唯一';

--changeset casework:import-002
create table import_run (
    id                bigint generated always as identity primary key,
    kind              varchar(20)  not null check (kind in ('CALLS', 'CUSTOMERS', 'UNITS')),
    site              varchar(64)  not null references site (code),
    file_name         varchar(200) not null,
    file_size         bigint       not null,
    sha256            char(64)     not null,
    source            varchar(200) not null,
    all_or_nothing    boolean      not null,
    default_matter    varchar(20)  not null check (default_matter in ('REPAIR', 'COMPLAINT', 'SUGGESTION', 'ENQUIRY', 'SPECIAL')),
    header_line       integer      not null,
    headers           jsonb        not null,
    columns           jsonb        not null,
    state             varchar(20)  not null check (state in ('MAPPING', 'CHECKING', 'CHECKED', 'IMPORTING', 'DONE', 'ABANDONED')),
    failure           varchar(500),
    lines             integer      not null,
    checked_to        integer      not null default 0,
    checked           integer      not null default 0,
    fresh             integer      not null default 0,
    changed           integer      not null default 0,
    unchanged         integer      not null default 0,
    bad               integer      not null default 0,
    again             integer      not null default 0,
    hints             integer      not null default 0,
    imported          integer      not null default 0,
    created_at        timestamptz  not null,
    created_by        varchar(64)  not null,
    created_by_name   varchar(100) not null,
    confirmed_at      timestamptz,
    confirmed_by      varchar(64),
    confirmed_by_name varchar(100),
    finished_at       timestamptz,
    check ((state in ('IMPORTING', 'DONE')) <= (confirmed_at is not null)),
    check ((state in ('DONE', 'ABANDONED')) = (finished_at is not null))
);
comment on table import_run is '导入:谁、何时、哪个文件,查到什么、导入了什么';
comment on column import_run.source is '文件怎样读的,如 工作表“2023年”、CSV(GB18030,逗号分隔)';
comment on column import_run.columns is '我们的栏目 → 文件里第几列(从 0 起)';
comment on column import_run.state is 'MAPPING=等人指定列,CHECKING=检查中,CHECKED=已检查、等确认,IMPORTING=导入中,DONE=完成,ABANDONED=已放弃';
comment on column import_run.failure is '检查或导入中断的原因;空=没有中断';
comment on column import_run.checked_to is '已检查到文件的第几行';
comment on column import_run.again is '旧登记表里没有办完、需要重新登记的行';
comment on column import_run.hints is '可以导入但有提示的行';
create index import_run_site on import_run (site, id desc);

create table import_line (
    run_id   bigint  not null references import_run on delete cascade,
    line_no  integer not null,
    cells    jsonb   not null,
    line_key varchar(64),
    outcome  varchar(12) check (outcome in ('NEW', 'CHANGED', 'UNCHANGED', 'BAD', 'AGAIN')),
    findings jsonb,
    done     boolean not null default false,
    primary key (run_id, line_no)
);
comment on table import_line is '导入的行:确认前暂存,导入或放弃后只留下没有导入的行';
comment on column import_line.line_no is '文件里的行号,从 1 起';
comment on column import_line.line_key is '这一行是谁(房号、客户、旧编号)的摘要,用来查同一文件里的重复';
comment on column import_line.outcome is 'NEW=新增,CHANGED=有变动,UNCHANGED=没有变动,BAD=有问题,AGAIN=未办完、需要重新登记;空=未检查';
comment on column import_line.findings is '问题和提示:列、值、原因、怎么办';
create index import_line_key on import_line (run_id, line_key, line_no) where line_key is not null;
create index import_line_outcome on import_line (run_id, outcome, line_no) where not done;
create index import_line_hints on import_line (run_id, line_no) where findings is not null and outcome in ('NEW', 'CHANGED', 'UNCHANGED');

--changeset casework:import-003
--comment Cases are found by the number that they had in the old register, whatever their site
create index case_legacy_number on case_legacy (lower(legacy_number) varchar_pattern_ops);
