--liquibase formatted sql

--changeset casework:contact-001
create table contact_register (
    case_number         varchar(24)  primary key references case_file (number),
    site                varchar(64)  not null references site (code),
    registered_at       timestamptz  not null,
    registered_by       varchar(64)  not null,
    registered_by_name  varchar(100) not null,
    channel             varchar(10)  not null check (channel in ('CALL', 'VISIT', 'OTHER')),
    anonymous           boolean      not null,
    caller_name         varchar(100) not null,
    caller_phone        varchar(40),
    unit_text           varchar(100),
    kind                varchar(20)  not null check (kind in ('REPAIR', 'COMPLAINT', 'SUGGESTION', 'ENQUIRY', 'SPECIAL')),
    complaint_stated    boolean      not null,
    repair_item         varchar(64)  references warranty_item (code),
    responsibility      varchar(20)  check (responsibility in ('DEVELOPER', 'PROPERTY', 'COMPANY', 'EXTERNAL', 'OTHER', 'UNKNOWN')),
    coordination        varchar(10)  check (coordination in ('YES', 'NO', 'UNKNOWN')),
    expected_days       numeric(5, 1) check (expected_days >= 0),
    wanted_at           timestamptz,
    identification      varchar(20)  check (identification in ('MATCHED', 'CHOSEN', 'UNIT_ONLY', 'UNKNOWN', 'ANONYMOUS')),
    warranty            varchar(10)  check (warranty in ('IN', 'OUT', 'UNKNOWN')),
    warranty_until      date,
    proposed_category   varchar(20),
    proposal_rule       varchar(20),
    proposal_reason     varchar(300),
    category            varchar(20)  check (category in ('ENQUIRY', 'DIRECT', 'WORK_ORDER', 'RECTIFICATION', 'EXTERNAL', 'COMMUNICATION',
                                                         'COMPLAINT', 'SPECIAL', 'REPAIR')),
    category_reason     varchar(500),
    category_by         varchar(64),
    category_at         timestamptz,
    scope_explained     boolean      not null default false,
    remark              varchar(20),
    repair_class        varchar(1)   check (repair_class in ('A', 'B')),
    returned            integer      not null default 0,
    return_reason       varchar(500),
    passed_on_to        varchar(200),
    passed_on_at        timestamptz,
    question            text,
    answer              text,
    answered_by         varchar(64),
    answered_at         timestamptz,
    answered_through    varchar(10)  check (answered_through in ('LOCAL', 'CHANNEL', 'CENTRE')),
    reply_channel       varchar(10)  check (reply_channel in ('CALL', 'VISIT', 'SMS', 'LETTER')),
    reply_text          text,
    replied_by          varchar(64),
    replied_at          timestamptz,
    unreachable_consent_by varchar(64),
    unreachable_consent_at timestamptz,
    withdrawn_by        varchar(100),
    withdrawn_at        timestamptz,
    withdrawal_reason   varchar(300),
    version             integer      not null default 0
);
comment on table contact_register is '《来电、来访登记表》:每个来电来访一行;处理情况和完成情况在案件(case_file)上,不重复记';
comment on column contact_register.caller_name is '客户自称;核对后的客户和房号在案件上';
comment on column contact_register.unit_text is '房号,按客户的说法';
comment on column contact_register.identification is 'MATCHED=自动对上,CHOSEN=人工选定,UNIT_ONLY=只对上房号,UNKNOWN=不在册,ANONYMOUS=匿名;空=未核对';
comment on column contact_register.warranty_until is '保修期最后一日(含)';
comment on column contact_register.proposal_rule is '决策表 intake-category 给出的依据';
comment on column contact_register.remark is '备注栏:整改类、其他类、沟通类(AS-INT-12)';
comment on column contact_register.returned is '退回重新分类的次数';
comment on column contact_register.passed_on_to is '已转送的岗位(AS-INT-15)';
create index contact_register_site on contact_register (site, registered_at);
create index contact_register_category on contact_register (site, category, registered_at);

create table contact_reply_attempt (
    id          bigint generated always as identity primary key,
    case_number varchar(24)  not null references contact_register (case_number),
    at          timestamptz  not null,
    by_login    varchar(64)  not null,
    by_name     varchar(100) not null,
    result      varchar(20)  not null check (result in ('REPLIED', 'NOT_ACCEPTED', 'UNREACHABLE')),
    channel     varchar(10)  check (channel in ('CALL', 'VISIT', 'SMS', 'LETTER')),
    note        varchar(500) not null
);
comment on table contact_reply_attempt is '回复客户的每一次联系(AMB-93)';
create index contact_reply_attempt_case on contact_reply_attempt (case_number, id);

--changeset casework:contact-002
insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('matter-passed-on', 1, '登记事项转送', 'AS-INT-15', 'IN_APP,EMAIL',
     '来电来访转送({{category}}):{{matter}}({{caseNumber}})',
     e'登记的事项转送贵部门,请按职责办理或知悉。\n案件:{{caseNumber}}\n分类:{{category}}\n房号:{{unitName}}\n客户:{{customerName}}\n事由:{{matter}}\n{{description}}',
     '{"caseNumber": "KF-20260706-0001", "category": "服务工作单", "unitName": "3栋1单元502", "customerName": "王芳", "matter": "门锁损坏", "description": "入户门锁打不开"}', true, 'casework', now());

--changeset casework:contact-003
create table opinion (
    id            bigint generated always as identity primary key,
    case_number   varchar(24)  not null references contact_register (case_number),
    site          varchar(64)  not null references site (code),
    topic         varchar(20)  not null,
    opinion       text         not null,
    parties       varchar(60)  not null,
    parties_note  varchar(200),
    expected_days numeric(5, 1) not null check (expected_days >= 0),
    occasion_at   timestamptz  not null,
    occasions     integer      not null default 1,
    recorded_at   timestamptz  not null,
    recorded_by   varchar(64)  not null,
    result        varchar(20)  check (result in ('SETTLED', 'IMPROVEMENT')),
    result_note   text,
    closed_at     timestamptz
);
comment on table opinion is '沟通类的意见和建议(REC-006);跟踪登记见 category_record';
comment on column opinion.parties is '需要沟通的对象,逗号分隔:CUSTOMERS=其他客户,EXTERNAL=外联单位,DEPARTMENTS=其他部门';
comment on column opinion.occasions is '寻找过几次合适的时机';
comment on column opinion.result is 'SETTLED=已办妥,IMPROVEMENT=作为改进意见';
create index opinion_case on opinion (case_number, id);
create index opinion_topic on opinion (site, topic, recorded_at);

create table opinion_cluster (
    id           bigint generated always as identity primary key,
    site         varchar(64)  not null references site (code),
    topic        varchar(20)  not null,
    opinions     integer      not null,
    since        timestamptz  not null,
    detected_at  timestamptz  not null,
    case_number  varchar(24)  not null references contact_register (case_number),
    state        varchar(20)  not null check (state in ('REPORTED', 'PLANNED', 'RELEASED')),
    prevention   text,
    response     text,
    partners     varchar(200),
    measures_by  date,
    planned_at   timestamptz,
    planned_by   varchar(64),
    check ((state = 'PLANNED') = (planned_at is not null))
);
comment on table opinion_cluster is '一段时间内集中的意见和管理处的预防、应对措施(AS-COM-03、AS-COM-04)';
comment on column opinion_cluster.case_number is '管理处的任务挂在这个案件上;案件撤回则放开(RELEASED),下一条意见重新报告';
create index opinion_cluster_topic on opinion_cluster (site, topic, detected_at);
create index opinion_cluster_case on opinion_cluster (case_number);

create table special_service (
    id                bigint generated always as identity primary key,
    case_number       varchar(24)  not null references contact_register (case_number),
    service_requested text         not null,
    wanted_at         timestamptz,
    note              varchar(200),
    requested_at      timestamptz  not null,
    requested_by      varchar(64)  not null,
    result            varchar(20)  check (result in ('PROVIDED', 'DECLINED', 'WITHDRAWN', 'NOT_SPECIAL')),
    agreed_price      numeric(14, 2) check (agreed_price >= 0),
    provider          varchar(50),
    provided_at       timestamptz,
    result_note       varchar(500),
    settled_at        timestamptz,
    settled_by        varchar(64),
    check (result <> 'PROVIDED' or agreed_price is not null and provider is not null and provided_at is not null)
);
comment on table special_service is '特约服务(AS-SPC-01)';
comment on column special_service.agreed_price is '服务前与客户约定的价格,元';
create index special_service_case on special_service (case_number, id);
