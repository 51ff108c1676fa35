--liquibase formatted sql

--changeset casework:repair-001
create table repair_agreement (
    id          bigint generated always as identity primary key,
    site        varchar(64)  not null,
    number      varchar(60)  not null unique,
    contractor  varchar(120) not null,
    scope       text,
    signed_on   date         not null,
    valid_until date,
    check (valid_until is null or valid_until >= signed_on)
);
comment on table repair_agreement is '售后维修补充协议(REC-015):与施工单位签订,维修队承接保修任务的依据';
create index repair_agreement_site on repair_agreement (site, signed_on);

create table repair_case (
    case_number        varchar(24)  primary key references case_file (number),
    site               varchar(64)  not null,
    unit_id            bigint,
    unit_name          varchar(100),
    class_hint         varchar(1)   check (class_hint in ('A', 'B')),
    item_code          varchar(40),
    warranty           varchar(10)  check (warranty in ('IN', 'OUT', 'UNKNOWN')),
    warranty_until     date,
    responsible_party  varchar(20)  check (responsible_party in ('COMPANY', 'CONTRACTOR', 'PROPERTY', 'EXTERNAL', 'CUSTOMER')),
    emergency          boolean      not null default false,
    securing_measure   text,
    securing_began_at  timestamptz,
    securing_by        varchar(64),
    proposed_class     varchar(1)   check (proposed_class in ('A', 'B')),
    proposed_executor  varchar(20)  check (proposed_executor in ('REPAIR_TEAM', 'CONTRACTOR')),
    order_class        varchar(1)   check (order_class in ('A', 'B')),
    executor           varchar(20)  check (executor in ('REPAIR_TEAM', 'CONTRACTOR')),
    override_reason    text,
    class_confirmed_by varchar(64),
    class_confirmed_at timestamptz,
    agreement_number   varchar(60),
    contractor         varchar(120),
    limit_key          varchar(40),
    trades             varchar(200),
    trade_count        integer      not null default 0,
    complex            boolean      not null default false,
    refusals           integer      not null default 0,
    final_amount       numeric(14, 2) check (final_amount >= 0),
    satisfaction       integer      check (satisfaction between 1 and 5),
    outcome            varchar(20)  check (outcome in ('DONE', 'NOT_COMPANY', 'CANCELLED')),
    outcome_reason     text,
    opened_at          timestamptz  not null,
    completed_at       timestamptz,
    finished_at        timestamptz,
    version            integer      not null default 0,
    check ((securing_measure is null) = (securing_began_at is null)),
    check ((outcome is null) = (finished_at is null))
);
comment on table repair_case is '维修事项:每个维修案件一行';
comment on column repair_case.refusals is '检验不合格、客户拒签或回访不满意的次数(AMB-28)';
comment on column repair_case.limit_key is '期限表中的行:repair-single 单工种,repair-multi 多工种(AS-SUR-06、AS-SUR-07)';
create index repair_case_site on repair_case (site, opened_at);
create index repair_case_unit on repair_case (unit_id, item_code);

create table repair_survey (
    id               bigint generated always as identity primary key,
    case_number      varchar(24)  not null references repair_case (case_number),
    round            integer      not null,
    arranged_by      varchar(64)  not null,
    arranged_at      timestamptz  not null,
    planned_at       timestamptz  not null,
    late_reason      text,
    rough_estimate   numeric(14, 2) check (rough_estimate >= 0),
    demanded_parties varchar(100) not null,
    result           varchar(20)  not null check (result in ('PLANNED', 'HELD', 'NO_ACCESS')),
    held_at          timestamptz,
    filled_by        varchar(64),
    findings         text,
    cause            text,
    estimate         numeric(14, 2) check (estimate >= 0),
    no_access_reason text,
    missing_parties  varchar(100),
    waiver_reason    text,
    waiver_decision  varchar(10)  check (waiver_decision in ('WAIVED', 'REPEAT')),
    waived_by        varchar(64),
    waived_at        timestamptz,
    version          integer      not null default 0,
    unique (case_number, round)
);
comment on table repair_survey is '现场勘察会签表(REC-010)';
comment on column repair_survey.rough_estimate is '客服人员的粗估,元;空为不明,按须请施工单位处理(AMB-89)';

create table repair_survey_attendee (
    survey_id bigint       not null references repair_survey (id),
    position  integer      not null,
    party     varchar(20)  not null check (party in ('SERVICE', 'ENGINEERING', 'PROPERTY', 'REPAIR_LEADER', 'CONTRACTOR', 'CUSTOMER')),
    name      varchar(60)  not null,
    signed    boolean      not null,
    primary key (survey_id, position)
);
comment on table repair_survey_attendee is '现场勘察会签表的参加人和会签';

create table repair_cost (
    id               bigint generated always as identity primary key,
    case_number      varchar(24)  not null references repair_case (case_number),
    kind             varchar(20)  not null check (kind in ('ESTIMATE', 'EMERGENCY', 'OVERRUN')),
    site             varchar(64)  not null,
    unit_key         varchar(120) not null,
    item_code        varchar(40)  not null,
    item             varchar(200) not null,
    amount           numeric(14, 2) not null check (amount > 0),
    considered_sum   numeric(14, 2),
    split_cases      varchar(400),
    tier             varchar(10),
    review_post      varchar(64),
    approver_post    varchar(64),
    requested_by     varchar(64)  not null,
    requested_at     timestamptz  not null,
    revision_reason  text,
    reviewed_by      varchar(64),
    reviewed_at      timestamptz,
    review_agreed    boolean,
    review_opinion   text,
    approved_by      varchar(64),
    approved_at      timestamptz,
    decision         varchar(10)  not null check (decision in ('PENDING', 'APPROVED', 'REFUSED', 'DROPPED')),
    approved_amount  numeric(14, 2) check (approved_amount > 0),
    reason           text,
    version          integer      not null default 0,
    check (decision <> 'APPROVED' or (approved_amount is not null and approved_by is not null)),
    check (decision <> 'REFUSED' or reason is not null),
    check (approved_amount <= amount)
);
comment on table repair_cost is '维修款审批(REC-016)';
comment on column repair_cost.considered_sum is '同一房号同一项目在规定天数内的费用之和,据此确定审批权限(AMB-87)';
comment on column repair_cost.split_cases is '一并计入的其他案件编号';
create index repair_cost_case on repair_cost (case_number, id);
create index repair_cost_split on repair_cost (site, unit_key, item_code, requested_at);

create table repair_cost_line (
    cost_id  bigint        not null references repair_cost (id),
    position integer       not null,
    work     varchar(200)  not null,
    amount   numeric(14, 2) not null check (amount >= 0),
    primary key (cost_id, position)
);
comment on table repair_cost_line is '维修预算明细';

create table repair_order (
    id                bigint generated always as identity primary key,
    order_number      varchar(32)  not null unique,
    case_number       varchar(24)  not null references repair_case (case_number),
    round             integer      not null,
    executor          varchar(20)  not null check (executor in ('REPAIR_TEAM', 'CONTRACTOR')),
    order_class       varchar(1)   not null check (order_class in ('A', 'B')),
    contractor        varchar(120),
    contractor_contact varchar(120),
    instructions      text,
    issued_by         varchar(64)  not null,
    issued_at         timestamptz  not null,
    limit_key         varchar(40)  not null,
    due_at            timestamptz  not null,
    agreed_due_at     timestamptz,
    agreed_at         timestamptz,
    overdue_at        timestamptz,
    state             varchar(20)  not null check (state in ('OPEN', 'FINISHED', 'ACCEPTED', 'REWORK', 'CANNOT', 'NOT_PERFORMED')),
    finished_at       timestamptz,
    workers           varchar(200),
    work_done         text,
    failure_reason    text,
    signed_by         varchar(60),
    signed_at         timestamptz,
    sign_result       varchar(20)  check (sign_result in ('SIGNED', 'REFUSED', 'ABSENT')),
    sign_attempts     integer      not null default 0,
    opinion           text,
    quality_rating    integer      check (quality_rating between 1 and 5),
    attitude_rating   integer      check (attitude_rating between 1 and 5),
    accept_reason     text,
    version           integer      not null default 0,
    check (executor <> 'CONTRACTOR' or contractor is not null),
    unique (case_number, round)
);
comment on table repair_order is '工程派工单(REC-011),末栏为客户签字和意见(维修单,REC-012,AMB-74);施工单位的为书面维修要求(AMB-91)';
comment on column repair_order.due_at is '按工种计算的完工期限,自签发之日起(AMB-08)';
comment on column repair_order.agreed_due_at is '客户事先同意的延期(AS-SUR-08)';
create index repair_order_open on repair_order (state, due_at);

create table repair_extension (
    id              bigint generated always as identity primary key,
    order_id        bigint       not null references repair_order (id),
    asked_by        varchar(64)  not null,
    asked_at        timestamptz  not null,
    reason          text         not null,
    wished_due      date,
    consent         boolean,
    consented_at    timestamptz,
    channel         varchar(20)  check (channel in ('PHONE', 'VISIT', 'SMS', 'WECHAT', 'WRITTEN')),
    customer_words  text,
    new_due         date,
    recorded_by     varchar(64),
    needs_approval  boolean      not null default false,
    approval        varchar(10)  check (approval in ('APPROVED', 'REFUSED')),
    approved_by     varchar(64),
    approval_reason text,
    effective       boolean      not null default false,
    version         integer      not null default 0,
    check (not effective or (consent and consented_at is not null and channel is not null and new_due is not null))
);
comment on table repair_extension is '维修延期:须客户事先同意,留有日期和方式(AS-SUR-08、AMB-59)';
create index repair_extension_order on repair_extension (order_id, id);

create table repair_inspection (
    id              bigint generated always as identity primary key,
    order_id        bigint       not null references repair_order (id),
    three_party     boolean      not null,
    inspected_at    timestamptz  not null,
    recorded_by     varchar(64)  not null,
    inspector_party varchar(20)  not null check (inspector_party in ('SERVICE', 'PROPERTY')),
    inspector       varchar(60)  not null,
    leader_name     varchar(60)  not null,
    third_party     varchar(20)  check (third_party in ('ENGINEERING', 'PROPERTY')),
    third_name      varchar(60),
    passed          boolean      not null,
    defects         text,
    check (not three_party or third_name is not null),
    check (passed or defects is not null)
);
comment on table repair_inspection is '竣工检验(工程派工单检验栏,AS-DSP-07、AS-DSP-08)';
create index repair_inspection_order on repair_inspection (order_id, id);

--changeset casework:repair-002
insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('survey-arranged', 1, '通知参加现场勘察', 'AS-SUR-01', 'IN_APP,EMAIL',
     '请于 {{plannedAt}} 参加现场勘察({{caseNumber}})',
     e'请于 {{plannedAt}} 参加现场勘察并会签。应到:{{parties}}。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "KF20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "plannedAt": "2026-07-07 10:00", "parties": "客户服务部、工程材料部、维修队长、施工单位"}', true, 'casework', now()),
    ('repair-interim-call', 1, '请电话告知客户维修进展', 'AMB-85', 'IN_APP,EMAIL',
     '请电话告知客户维修进展({{caseNumber}})',
     e'客户 {{customerName}} 没有可发短信的号码,请设法告知维修进展:{{progress}}\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "KF20260706-0001", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "progress": "已完成现场勘察,正在审批费用"}', true, 'casework', now());

--changeset casework:repair-003
alter table repair_order drop constraint repair_order_state_check;
alter table repair_order add constraint repair_order_state_check
    check (state in ('OPEN', 'FINISHED', 'ACCEPTED', 'REWORK', 'CANNOT', 'NOT_PERFORMED', 'WITHDRAWN'));
