--liquibase formatted sql

--changeset casework:call-001
create table call_draft (
    id          uuid         primary key,
    login       varchar(64)  not null,
    started_at  timestamptz  not null,
    updated_at  timestamptz  not null,
    data        jsonb        not null,
    case_number varchar(24)  references case_file (number),
    check (case_number is null or data = '{}')
);
comment on table call_draft is '来电登记的草稿:边填边存,换机、退出、断线都不丢;立案后清空内容,只留编号防止重复立案';
comment on column call_draft.id is '由页面生成,同一张登记单重复提交只立一个案件';
comment on column call_draft.data is 'values=已填内容(按表单的键),customer、unit=选定的客户和房号,links=要关联的以前的案件';
comment on column call_draft.case_number is '由这份草稿立的案件;空=还没有立案';
create index call_draft_open on call_draft (login, updated_at) where case_number is null;
create index call_draft_started on call_draft (login, updated_at) where case_number is not null;
create index call_draft_case on call_draft (case_number) where case_number is not null;

create table call_repeat (
    case_number    varchar(24) not null references case_file (number),
    earlier_number varchar(24) not null references case_file (number),
    decided_by     varchar(64) not null,
    decided_at     timestamptz not null,
    primary key (case_number, earlier_number),
    check (case_number <> earlier_number)
);
comment on table call_repeat is '登记时认定的重复来电:新案件和以前的案件';
create index call_repeat_earlier on call_repeat (earlier_number);

--changeset casework:call-002
--comment how many customers of a site reported the same repair item lately is asked while the clerk is typing
create index contact_register_item on contact_register (site, repair_item, registered_at) where repair_item is not null;
