--liquibase formatted sql

--changeset casework:figures-001
--comment Each complaint in the terms of the five indicators, and their sums by month: pages add up a few hundred rows instead of all complaints
create table figure_complaint (
    case_number    varchar(24) primary key references complaint (case_number) on delete cascade,
    site           varchar(64) not null,
    month          date        not null check (extract(day from month) = 1),
    received_at    timestamptz not null,
    post           varchar(64) not null,
    cause          varchar(20) not null,
    grade          varchar(20) not null,
    resolved       boolean     not null,
    closed         boolean     not null,
    callback_due   boolean     not null,
    called         boolean     not null,
    rated          boolean     not null,
    satisfied      boolean     not null,
    score          integer     not null,
    due            boolean     not null,
    timely         boolean     not null,
    answer_seconds bigint      check (answer_seconds >= 0),
    flips_at       timestamptz,
    check (callback_due or not called),
    check (rated or not satisfied),
    check (due or not timely)
);
comment on table figure_complaint is '投诉指标的明细（AS-CMP-18）：每件受理的投诉一行；退回分类和撤诉的不在此表。由 complaint 计算得出，随时可以重算';
comment on column figure_complaint.month is '受理月份的第一天（上海时间）';
comment on column figure_complaint.post is '责任部门的岗位编码；空串=尚未定责。cause、grade 同';
comment on column figure_complaint.callback_due is '应回访：已解决、已关闭或已有回访结果';
comment on column figure_complaint.due is '已到可以判断是否及时的时候：已解决，或办结期限已过';
comment on column figure_complaint.answer_seconds is '受理到首次答复的工作时间（秒），扣除暂停计时；空=未答复';
comment on column figure_complaint.flips_at is '未解决投诉的办结期限：过了它，不再改动也变为不及时';
create index figure_complaint_month on figure_complaint (site, month);
create index figure_complaint_received on figure_complaint (site, received_at desc, case_number desc);
create index figure_complaint_flips on figure_complaint (flips_at) where flips_at is not null;

create table figure_month (
    site           varchar(64) not null,
    month          date        not null,
    post           varchar(64) not null,
    cause          varchar(20) not null,
    grade          varchar(20) not null,
    received       integer     not null,
    resolved       integer     not null,
    closed         integer     not null,
    callback_due   integer     not null,
    called         integer     not null,
    rated          integer     not null,
    satisfied      integer     not null,
    score          integer     not null,
    due            integer     not null,
    timely         integer     not null,
    answered       integer     not null,
    answer_seconds bigint      not null,
    primary key (month, site, post, cause, grade)
);
comment on table figure_month is '投诉指标按月汇总，是 figure_complaint 的合计；有改动的月份重新汇总';

create table figure_stale (
    id          bigint generated always as identity primary key,
    case_number varchar(24) not null
);
comment on table figure_stale is '指标待重算的案件；只追加，不会让办理案件的事务互相等待';

--changeset casework:figures-002 splitStatements:false
--comment Whatever changes an indicator notes the case in the same transaction. Clocks of other cases than complaints are noted too and drop out when reckoned
create function figure_complaint_added() returns trigger language plpgsql as $$
begin
    insert into figure_stale (case_number) select case_number from added;
    return null;
end $$;
create trigger figure_complaint_added after insert on complaint
    referencing new table as added for each statement execute function figure_complaint_added();

create function figure_case_changed() returns trigger language plpgsql as $$
begin
    insert into figure_stale (case_number) values (new.case_number);
    return null;
end $$;
create trigger figure_complaint_changed after update on complaint for each row
    when ((old.site, old.state, old.received_at, old.responsible_post, old.cause, old.grade, old.due_at, old.answered_at, old.resolved_at, old.closed_at,
           old.called_back_at, old.callback_result, old.satisfaction)
          is distinct from
          (new.site, new.state, new.received_at, new.responsible_post, new.cause, new.grade, new.due_at, new.answered_at, new.resolved_at, new.closed_at,
           new.called_back_at, new.callback_result, new.satisfaction))
    execute function figure_case_changed();
create trigger figure_pause_changed after insert or update on clock_pause for each row execute function figure_case_changed();

--changeset casework:figures-003
insert into figure_stale (case_number) select case_number from complaint;

--changeset casework:figures-004
--comment Targets are silent in the rules: managers set them on the page, nothing is set at first
create table figure_target (
    id         bigint generated always as identity primary key,
    indicator  varchar(20)   not null check (indicator in ('SATISFACTION', 'TIMELINESS', 'CLOSURE', 'CALLBACK', 'ANSWER')),
    value      numeric(6, 2) check (value >= 0),
    changed_at timestamptz   not null,
    changed_by varchar(64)   not null,
    check (indicator = 'ANSWER' or value <= 100)
);
comment on table figure_target is '投诉指标的目标值：每次更改一行，最新的一行有效，只增不改';
comment on column figure_target.value is '百分比；答复时间为工作小时；空=不设目标';
create index figure_target_newest on figure_target (indicator, id desc);

--changeset casework:figures-005
create table report_statement (
    period  varchar(7)  not null check (period ~ '^[0-9]{4}(-Q[1-4])?$'),
    site    varchar(64) not null,
    made_at timestamptz not null,
    content jsonb       not null,
    primary key (period, site)
);
comment on table report_statement is '投诉处理季报、年报（AS-RPT-02）：每个小区一份，site 为空串的是客户服务部的汇总；报送后不再变';

insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('complaint-statement', 1, '投诉处理季报、年报', 'AS-RPT-02', 'IN_APP,EMAIL',
     '{{siteName}}投诉处理{{kind}}({{period}})',
     e'{{siteName}} {{period}} 投诉处理{{kind}}已报送：受理 {{received}} 件，解决 {{resolved}} 件，关闭 {{closed}} 件。\n满意率 {{satisfaction}}，及时率 {{timeliness}}，封闭率 {{closure}}，回访率 {{callback}}，答复时间 {{answer}}。\n全文见“看板”中的“季报年报”。',
     '{"siteName": "云栖花园", "kind": "季报", "period": "2026年第3季度", "received": "45", "resolved": "40", "closed": "38", "satisfaction": "92.1%", "timeliness": "88.0%", "closure": "84.4%", "callback": "95.0%", "answer": "6.5 工作小时"}', true, 'casework', now());

--changeset casework:figures-006
--comment Indexes for the figures over cases, costs and visits
create index case_file_open_age on case_file (site, opened_at) include (kind, category) where state = 'OPEN';
create index repair_cost_approved on repair_cost (site, approved_at) where decision = 'APPROVED';
create index complaint_resolved on complaint (site, resolved_at) where resolved_at is not null;
create index complaint_closed on complaint (site, closed_at) where closed_at is not null;
create index complaint_site_received on complaint (site, received_at);

--changeset casework:figures-007
--comment The newest complaints of all sites, for lists of headquarters
create index figure_complaint_newest on figure_complaint (received_at desc, case_number desc);

--changeset casework:figures-008
--comment As wide as the number of a case that a clock may belong to
alter table figure_stale alter column case_number type varchar(40);
