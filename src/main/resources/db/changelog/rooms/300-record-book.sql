--liquibase formatted sql

--changeset casework:record-book-001
--comment Records that people keep by hand: kinds and their fields are data, so that the department can add its own
create table record_kind (
    code       varchar(32)  primary key check (code ~ '^[a-z][a-z0-9-]*$'),
    name       varchar(40)  not null unique,
    group_name varchar(20)  not null,
    purpose    varchar(200) not null,
    records    varchar(100) not null default '',
    rules      varchar(200) not null default '',
    scope      varchar(10)  not null check (scope in ('SITE', 'COMPANY')),
    day_label  varchar(20)  not null,
    tracked    boolean      not null,
    of_cases   boolean      not null,
    keepers    varchar(600) not null check (keepers <> ''),
    readers    varchar(600) not null default '',
    position   integer      not null,
    active     boolean      not null default true
);
comment on table record_kind is '资料簿的种类：由人登记的各种表、台账和纪要';
comment on column record_kind.records is '所载记录的编号（REC-…），逗号分隔';
comment on column record_kind.rules is '制度条文的编号，逗号分隔';
comment on column record_kind.scope is 'SITE=每个小区各记各的；COMPANY=全公司一本';
comment on column record_kind.day_label is '记录日期叫什么，如会议日期、扣款日期';
comment on column record_kind.tracked is '是否要跟踪到办结（有办结期限和办结日期）';
comment on column record_kind.of_cases is '是否可以写明相关案件';
comment on column record_kind.keepers is '登记、更正、作废的岗位，逗号分隔；自己任职的小区';
comment on column record_kind.readers is '可以查阅的岗位，逗号分隔；空=能看登记表的所有岗位。登记的岗位总能查阅';
comment on column record_kind.active is '停用的不再登记，已登记的照样可查';

create table record_field (
    kind     varchar(32)  not null references record_kind,
    key      varchar(32)  not null check (key ~ '^[a-z][a-zA-Z0-9]*$'),
    label    varchar(30)  not null,
    type     varchar(12)  not null check (type in ('TEXT', 'LONG_TEXT', 'NUMBER', 'MONEY', 'DAY', 'CHOICE', 'YES_NO', 'UNIT', 'CONTRACTOR')),
    options  text         not null default '',
    required boolean      not null,
    hint     varchar(100) not null default '',
    rule     varchar(12)  not null default '',
    position integer      not null,
    retired  boolean      not null default false,
    primary key (kind, key),
    check ((type = 'CHOICE') = (options <> ''))
);
comment on table record_field is '资料簿各种类的栏目';
comment on column record_field.options is '选项，一行一个；登记时存下的就是选项的文字';
comment on column record_field.rule is '要求这一栏的条文编号';
comment on column record_field.retired is '停用的栏目不再填写、不再列出；已填写的内容留在各条记录里';
create unique index record_field_label on record_field (kind, label) where not retired;

--changeset casework:record-book-002
create table record_entry (
    id              bigint generated always as identity primary key,
    number          varchar(24)  not null unique,
    kind            varchar(32)  not null references record_kind,
    site            varchar(64),
    day             date         not null,
    case_number     varchar(24)  references case_file (number),
    due_on          date,
    done_on         date,
    content         jsonb        not null check (jsonb_typeof(content) = 'object'),
    version         integer      not null check (version > 0),
    reason          varchar(200),
    entered_at      timestamptz  not null,
    entered_by      varchar(64)  not null,
    entered_by_name varchar(100) not null,
    changed_at      timestamptz  not null,
    changed_by      varchar(64)  not null,
    changed_by_name varchar(100) not null,
    voided          boolean      not null default false,
    check ((version = 1) = (reason is null)),
    check (not voided or version > 1)
);
comment on table record_entry is '资料簿的记录，现在的内容；更正和作废都另存原来的版本，记录从不删除';
comment on column record_entry.number is '编号，每天从 1 起连续：ZL-20261122-0001';
comment on column record_entry.site is '小区；空=全公司的记录';
comment on column record_entry.content is '各栏的内容，键是 record_field.key';
comment on column record_entry.reason is '这一版本更正、办结或作废的理由；第一版没有';
create index record_entry_kind_site on record_entry (kind, site, day, id);
create index record_entry_kind_day on record_entry (kind, day, id);
create index record_entry_open on record_entry (kind, site, due_on) where done_on is null and not voided;
create index record_entry_case on record_entry (case_number) where case_number is not null;

create table record_entry_version (
    entry_id        bigint       not null references record_entry,
    version         integer      not null,
    day             date         not null,
    case_number     varchar(24),
    due_on          date,
    done_on         date,
    content         jsonb        not null,
    reason          varchar(200),
    changed_at      timestamptz  not null,
    changed_by      varchar(64)  not null,
    changed_by_name varchar(100) not null,
    primary key (entry_id, version)
);
comment on table record_entry_version is '资料簿记录从前的版本：内容、谁、何时、为什么；只增不改';

create table record_number_counter (
    day         date    primary key,
    last_number integer not null
);
comment on table record_number_counter is '资料簿编号计数：每天从 1 起连续编号';

--changeset casework:record-book-003 splitStatements:false
--comment Nothing is taken out of the book, and what a former version said stays as it was
create function record_book_keeps() returns trigger language plpgsql as $$
begin
    raise exception '% is kept: no % here', tg_table_name, lower(tg_op);
end $$;
create trigger record_entry_kept before delete on record_entry for each row execute function record_book_keeps();
create trigger record_entry_not_emptied before truncate on record_entry for each statement execute function record_book_keeps();
create trigger record_entry_version_kept before update or delete on record_entry_version for each row execute function record_book_keeps();
create trigger record_entry_version_not_emptied before truncate on record_entry_version for each statement execute function record_book_keeps();

--changeset casework:record-book-004 splitStatements:false
--comment Values of the book as the registers sort and filter them; what is no number or no day counts as nothing instead of failing
create function record_number(content jsonb, key text) returns numeric language sql immutable parallel safe as $$
    select case when jsonb_typeof(content -> key) = 'number' then cast(content ->> key as numeric) end
$$;
create function record_yes(content jsonb, key text) returns boolean language sql immutable parallel safe as $$
    select case when jsonb_typeof(content -> key) = 'boolean' then cast(content ->> key as boolean) end
$$;
create function record_day(content jsonb, key text) returns date language sql immutable parallel safe as $$
    select case when content ->> key ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
        case when cast(right(content ->> key, 2) as integer)
                  <= extract(day from make_date(cast(left(content ->> key, 4) as integer), cast(substr(content ->> key, 6, 2) as integer), 1) + interval '1 month - 1 day')
             then make_date(cast(left(content ->> key, 4) as integer), cast(substr(content ->> key, 6, 2) as integer), cast(right(content ->> key, 2) as integer)) end end
$$;

--changeset casework:record-book-005
--comment The records of after-sales that no procedure keeps: names, columns and posts as the rules name them
insert into record_kind (position, code, name, group_name, purpose, records, rules, scope, day_label, tracked, of_cases, keepers, readers)
values
    (10, 'onsite-complaint-method', '现场投诉处理办法及投诉处理流程', '投诉', '与经营销售部共同制定的现场投诉处理办法和流程，是处理售楼现场投诉的依据；修订一次登记一条。',
     'REC-009', 'AS-SCP-06,AS-SCP-07', 'COMPANY', '制定日期', false, false, 'service-manager,sales', ''),
    (20, 'contingency-plans', '重大投诉预案', '投诉', '可能发生或已经发生的群诉：八个步骤逐项写明，按四个阶段推进，影响修复后办结。',
     'REC-035', 'AS-MAS-01,AS-MAS-10', 'SITE', '启动日期', true, true,
     'service-supervisor,service-manager,office-director,deputy-general-manager,general-manager,group-centre', ''),
    (30, 'repair-time-standards', '工程维修保修时间要求标准表', '维修', '各维修项目应在多少工作日内完成，是向客户承诺维修时间的依据；一个项目登记一条。',
     'REC-022', 'AS-WEX-02,AS-SUR-06,AS-SUR-07', 'COMPANY', '施行日期', false, false, 'service-manager', ''),
    (40, 'repair-settlements', '维修工程结算书', '结算与资金', '按费用审核结果编制：审定金额、类别、施工单位确认、副总工程师核证，直到财务付款办结。',
     'REC-014', 'AS-SET-04', 'SITE', '编制日期', true, true, 'service-supervisor,service-manager,vice-chief-engineer,finance,audit',
     'service-supervisor,service-manager,vice-chief-engineer,deputy-general-manager,general-manager,finance,audit'),
    (50, 'deposit-deductions', '工程质量保证金扣款', '结算与资金', 'A 类维修费用从施工单位的工程质量保证金中扣回，每扣一笔登记一条。',
     'REC-017', 'AS-DED-01', 'SITE', '扣款日期', false, true, 'finance,audit',
     'service-supervisor,service-manager,vice-chief-engineer,deputy-general-manager,general-manager,finance,audit'),
    (60, 'working-fund', '周转金', '结算与资金', '财务拨给客户服务部的周转金（10 万元）：拨付、使用、报销和补足，逐笔登记。',
     'REC-018', 'AS-FND-01', 'COMPANY', '收支日期', false, true, 'service-manager,finance',
     'service-manager,deputy-general-manager,general-manager,finance,audit'),
    (70, 'project-working-fund', '工程周转金', '结算与资金', '财务付给物业公司供维修队使用的工程周转金（10 万元）：拨付、使用和财务的核查，逐笔登记。',
     'REC-018', 'AS-FND-02,AS-FND-03', 'COMPANY', '收支日期', false, true, 'finance',
     'service-manager,deputy-general-manager,general-manager,finance,audit'),
    (80, 'final-payment-opinions', '工程尾款支付意见', '结算与资金', '支付施工单位质量保证金以前，客户服务部根据保修期内的质量和配合情况提出的意见。',
     'REC-019', 'AS-RET-01', 'SITE', '提请日期', true, false, 'service-supervisor,service-manager',
     'service-supervisor,service-manager,vice-chief-engineer,deputy-general-manager,general-manager,finance,audit'),
    (90, 'service-bonuses', '服务激励奖金核定', '结算与资金', '季度末或年末，按客户签字意见和回访意见综合评定维修人员和管理人员，核定奖金；一人登记一条。',
     'REC-020', 'AS-INC-01,AS-INC-02', 'SITE', '核定日期', false, false, 'service-supervisor,service-manager',
     'service-supervisor,service-manager,deputy-general-manager,general-manager,finance,audit'),
    (100, 'satisfaction-surveys', '客户满意度调查表', '调查与巡查', '走访和调查的每一户：按阶段设计的问题、满意程度、不满意的项目；意见全部处理后办结。',
     'REC-023', 'AS-SVY-01', 'SITE', '调查日期', true, true, 'clerk,records-clerk,service-supervisor,service-manager,steward', ''),
    (110, 'owner-opinions', '业主意见调查表', '调查与巡查', '按期发放和收回的业主意见调查表：汇总的意见、要求物业公司整改的事项和整改措施。',
     'REC-024', 'AS-OWN-01,AS-OWN-02', 'SITE', '调查日期', true, true, 'clerk,records-clerk,service-supervisor,service-manager,office-director,property-staff', ''),
    (120, 'product-usage', '产品使用情况表', '调查与巡查', '小区设施设备运行满一年后的使用情况，由物业公司填写，转工程材料部后办结。',
     'REC-025', 'AS-USE-01,AS-USE-02', 'SITE', '填表日期', true, false, 'property-staff,records-clerk,service-supervisor,service-manager', ''),
    (130, 'inspections', '巡查记录表', '调查与巡查', '对房屋、公共设施、场地、绿化、道路和装修施工的巡查；发现的问题跟踪到处理完为止。',
     'REC-034', 'AS-PMC-04', 'SITE', '巡查日期', true, true, 'clerk,records-clerk,service-supervisor,service-manager,office-director,management-office,steward', ''),
    (140, 'coordination-minutes', '投诉协调例会纪要', '会议与活动', '竣工交付后一年内，各小区每周的投诉协调例会：本周的和遗留的投诉，议定事项落实后办结。',
     'REC-030', 'AS-MTG-01', 'SITE', '会议日期', true, false, 'clerk,records-clerk,service-supervisor,service-manager,office-director', ''),
    (150, 'directors-minutes', '主任例会纪要', '会议与活动', '客户服务部每周的主任例会：小结一周的投诉，商定解决方案，落实后办结。',
     'REC-030', 'AS-MTG-02', 'COMPANY', '会议日期', true, false, 'service-manager,service-supervisor,records-clerk', ''),
    (160, 'activity-plans', '服务活动计划', '会议与活动', '各阶段的服务活动计划：与其他部门的活动合并考虑，不重复举办；举办或取消后办结。',
     'REC-037', 'AS-PRO-02,AS-PRO-03,AS-PRO-04', 'SITE', '计划日期', true, false, 'clerk,records-clerk,service-supervisor,service-manager,office-director,steward', ''),
    (170, 'activity-records', '服务活动记录', '会议与活动', '举办过的关爱活动、工地开放日和客户会活动：内容、参加人数、业主意见和效果。',
     'REC-037', 'AS-PRO-05,AS-PRO-06,AS-PRO-08', 'SITE', '活动日期', false, false, 'clerk,records-clerk,service-supervisor,service-manager,office-director,steward', ''),
    (180, 'service-booklets', '便民服务小册子', '会议与活动', '新项目交付前编印、发给业主的日常生活服务小册子，发放后办结。',
     'REC-038', 'AS-PRO-07', 'SITE', '编制日期', true, false, 'records-clerk,service-supervisor,service-manager,office-director', ''),
    (190, 'work-analyses', '工作情况分析报告', '回访与报告', '投诉、回访和调查的分类统计、分析和建议，送公司和有关部门，供后续项目使用。',
     'REC-032', 'AS-INF-01,AS-INF-04,AS-SVY-14', 'COMPANY', '报告日期', false, false, 'service-manager,service-supervisor', '');

--changeset casework:record-book-006
insert into record_field (kind, position, key, label, type, required, options, hint, rule)
values
    ('onsite-complaint-method', 10, 'version', '版本', 'TEXT', true, '', '如“2026 年第一版”', ''),
    ('onsite-complaint-method', 20, 'discussedWith', '会商部门和人员', 'TEXT', true, '', '与经营销售部的谁商定', 'AS-SCP-06'),
    ('onsite-complaint-method', 30, 'method', '处理办法', 'LONG_TEXT', true, '', '受理、答复、权限和要求', 'AS-SCP-06'),
    ('onsite-complaint-method', 40, 'flow', '处理流程', 'LONG_TEXT', true, '', '从受理到答复的各步、由谁办、多少时间', 'AS-SCP-07'),
    ('onsite-complaint-method', 50, 'sites', '适用的售楼现场', 'TEXT', false, '', '', ''),
    ('onsite-complaint-method', 60, 'replaces', '取代的版本', 'TEXT', false, '', '', ''),

    ('contingency-plans', 10, 'matter', '事项', 'TEXT', true, '', '因什么事、涉及哪些业主', ''),
    ('contingency-plans', 20, 'phase', '阶段', 'CHOICE', true, e'潜伏期\n萌发期\n爆发期\n灾难期', '', 'AS-MAS-10'),
    ('contingency-plans', 30, 'responsible', '第一责任人', 'TEXT', true, '', '总经理', 'AS-MAS-02'),
    ('contingency-plans', 40, 'team', '一、应急小组', 'LONG_TEXT', true, '', '组长、成员和分工', 'AS-MAS-01'),
    ('contingency-plans', 50, 'keyIssues', '二、关键问题、部门和人员', 'LONG_TEXT', false, '', '', 'AS-MAS-03'),
    ('contingency-plans', 60, 'forecast', '三、可能发生的情况', 'LONG_TEXT', false, '', '', 'AS-MAS-04'),
    ('contingency-plans', 70, 'measures', '四、解决办法和现场应对措施', 'LONG_TEXT', false, '', '', 'AS-MAS-05'),
    ('contingency-plans', 80, 'communication', '五、沟通和信息传递', 'LONG_TEXT', false, '', '', 'AS-MAS-06'),
    ('contingency-plans', 90, 'media', '六、媒体、品牌和公司形象', 'LONG_TEXT', false, '', '', 'AS-MAS-07'),
    ('contingency-plans', 100, 'command', '七、爆发后的指挥、协调和控制', 'LONG_TEXT', false, '', '', 'AS-MAS-08'),
    ('contingency-plans', 110, 'repairOfImpact', '八、影响的修复', 'LONG_TEXT', false, '', '', 'AS-MAS-09'),

    ('repair-time-standards', 10, 'item', '维修项目', 'TEXT', true, '', '如“卫生间渗漏”', 'AS-WEX-02'),
    ('repair-time-standards', 20, 'trades', '工种', 'CHOICE', true, e'单工种\n多工种', '', 'AS-SUR-06'),
    ('repair-time-standards', 30, 'repairDays', '完成时限（工作日）', 'NUMBER', true, '', '单工种三个、多工种七个工作日以内', 'AS-SUR-07'),
    ('repair-time-standards', 40, 'visitHours', '上门查看（小时内）', 'NUMBER', false, '', '', ''),
    ('repair-time-standards', 50, 'warranty', '保修期', 'TEXT', false, '', '如“五年”', ''),
    ('repair-time-standards', 60, 'remark', '说明', 'LONG_TEXT', false, '', '从什么时候起算、哪些情况另议', ''),

    ('repair-settlements', 10, 'project', '维修工程', 'TEXT', true, '', '项目和部位', ''),
    ('repair-settlements', 20, 'unitName', '房号', 'UNIT', false, '', '', ''),
    ('repair-settlements', 30, 'orderNumber', '派工单号', 'TEXT', false, '', '', ''),
    ('repair-settlements', 40, 'orderClass', '类别', 'CHOICE', true, e'A 类\nB 类', '', 'AS-SET-06'),
    ('repair-settlements', 50, 'contractor', '施工单位', 'CONTRACTOR', false, '', 'A 类必须写明', 'AS-SET-05'),
    ('repair-settlements', 60, 'claimed', '决算金额（元）', 'MONEY', false, '', '维修队长编制的决算书金额', 'AS-SET-01'),
    ('repair-settlements', 70, 'reviewed', '审定金额（元）', 'MONEY', true, '', '', 'AS-SET-04'),
    ('repair-settlements', 80, 'reviewer', '审核部门', 'CHOICE', true, e'客户服务部\n审计核算部', '两万元以上由审计核算部审核', 'AS-SET-03'),
    ('repair-settlements', 90, 'confirmed', '施工单位已确认', 'YES_NO', false, '', 'A 类的审核结果要由施工单位确认', 'AS-SET-05'),
    ('repair-settlements', 100, 'confirmedOn', '确认日期', 'DAY', false, '', '', 'AS-SET-05'),
    ('repair-settlements', 110, 'certifiedBy', '核证人', 'TEXT', false, '', '负责质量的副总工程师', 'AS-SET-06'),
    ('repair-settlements', 120, 'certifiedOn', '核证日期', 'DAY', false, '', '', 'AS-SET-06'),
    ('repair-settlements', 130, 'payee', '收款单位', 'TEXT', false, '', '', 'AS-SET-07'),
    ('repair-settlements', 140, 'paidOn', '付款日期', 'DAY', false, '', '', 'AS-SET-07'),
    ('repair-settlements', 150, 'remark', '备注', 'LONG_TEXT', false, '', '', ''),

    ('deposit-deductions', 10, 'contractor', '施工单位', 'CONTRACTOR', true, '', '', 'AS-DED-01'),
    ('deposit-deductions', 20, 'orderNumber', '派工单号', 'TEXT', true, '', '', 'AS-DED-01'),
    ('deposit-deductions', 30, 'settlement', '结算书编号', 'TEXT', false, '', '', ''),
    ('deposit-deductions', 40, 'amount', '扣款金额（元）', 'MONEY', true, '', '', 'AS-DED-01'),
    ('deposit-deductions', 50, 'balance', '扣后余额（元）', 'MONEY', false, '', '', ''),
    ('deposit-deductions', 60, 'auditor', '审计审核人', 'TEXT', false, '', '两万元以上的要由审计核算部审核', 'AS-DED-02'),
    ('deposit-deductions', 70, 'auditOpinion', '审计意见', 'LONG_TEXT', false, '', '', 'AS-DED-02'),
    ('deposit-deductions', 80, 'voucher', '凭证号', 'TEXT', false, '', '', ''),
    ('deposit-deductions', 90, 'remark', '备注', 'LONG_TEXT', false, '', '', ''),

    ('working-fund', 10, 'movement', '收支', 'CHOICE', true, e'拨付\n支出\n报销\n补足\n退回', '', 'AS-FND-01'),
    ('working-fund', 20, 'amount', '金额（元）', 'MONEY', true, '', '', 'AS-FND-01'),
    ('working-fund', 30, 'purposeOfUse', '用途', 'TEXT', true, '', '', ''),
    ('working-fund', 40, 'person', '经手人', 'TEXT', true, '', '', ''),
    ('working-fund', 50, 'balance', '结余（元）', 'MONEY', false, '', '', ''),
    ('working-fund', 60, 'voucher', '凭证号', 'TEXT', false, '', '', ''),
    ('working-fund', 70, 'remark', '备注', 'LONG_TEXT', false, '', '', ''),

    ('project-working-fund', 10, 'movement', '收支', 'CHOICE', true, e'拨付\n支出\n报销\n补足\n退回', '', 'AS-FND-02'),
    ('project-working-fund', 20, 'amount', '金额（元）', 'MONEY', true, '', '', 'AS-FND-02'),
    ('project-working-fund', 30, 'purposeOfUse', '用途', 'TEXT', true, '', '', ''),
    ('project-working-fund', 40, 'orderNumber', '派工单号', 'TEXT', false, '', '', ''),
    ('project-working-fund', 50, 'person', '经手人', 'TEXT', true, '', '', ''),
    ('project-working-fund', 60, 'balance', '结余（元）', 'MONEY', false, '', '', ''),
    ('project-working-fund', 70, 'checked', '财务已核查', 'YES_NO', false, '', '', 'AS-FND-03'),
    ('project-working-fund', 80, 'finding', '核查意见', 'LONG_TEXT', false, '', '', 'AS-FND-03'),
    ('project-working-fund', 90, 'voucher', '凭证号', 'TEXT', false, '', '', ''),

    ('final-payment-opinions', 10, 'contractor', '施工单位', 'CONTRACTOR', true, '', '', 'AS-RET-01'),
    ('final-payment-opinions', 20, 'project', '工程名称', 'TEXT', true, '', '', ''),
    ('final-payment-opinions', 30, 'deposit', '质量保证金（元）', 'MONEY', false, '', '', ''),
    ('final-payment-opinions', 40, 'warrantyUntil', '保修期满日', 'DAY', false, '', '', ''),
    ('final-payment-opinions', 50, 'quality', '保修期内的工程质量', 'LONG_TEXT', true, '', '', 'AS-RET-01'),
    ('final-payment-opinions', 60, 'cooperation', '配合保修的情况', 'LONG_TEXT', true, '', '', 'AS-RET-01'),
    ('final-payment-opinions', 70, 'opinion', '支付意见', 'CHOICE', true, e'同意全额支付\n同意部分支付\n暂不支付', '', 'AS-RET-01'),
    ('final-payment-opinions', 80, 'amount', '同意支付（元）', 'MONEY', false, '', '', ''),
    ('final-payment-opinions', 90, 'reason', '理由', 'LONG_TEXT', false, '', '部分支付或暂不支付的要写明', ''),

    ('service-bonuses', 10, 'period', '期间', 'TEXT', true, '', '如“2026 年第 3 季度”', 'AS-INC-02'),
    ('service-bonuses', 20, 'person', '人员', 'TEXT', true, '', '', 'AS-INC-01'),
    ('service-bonuses', 30, 'role', '身份', 'CHOICE', true, e'维修人员\n管理人员', '', 'AS-INC-01'),
    ('service-bonuses', 40, 'orders', '完成单数', 'NUMBER', false, '', '', ''),
    ('service-bonuses', 50, 'customerOpinions', '客户签字意见', 'LONG_TEXT', true, '', '维修单上客户对质量和态度的意见', 'AS-INC-01'),
    ('service-bonuses', 60, 'callbackOpinions', '回访意见', 'LONG_TEXT', true, '', '', 'AS-INC-01'),
    ('service-bonuses', 70, 'rating', '综合评定', 'CHOICE', true, e'优秀\n良好\n合格\n不合格', '', 'AS-INC-01'),
    ('service-bonuses', 80, 'bonus', '奖金（元）', 'MONEY', true, '', '', 'AS-INC-02'),
    ('service-bonuses', 90, 'remark', '备注', 'LONG_TEXT', false, '', '', ''),

    ('satisfaction-surveys', 10, 'round', '调查轮次', 'CHOICE', true, e'首轮\n年度抽样\n专项\n重访', '入住过半后做首轮，以后每年宜做一次', 'AS-SVY-01'),
    ('satisfaction-surveys', 20, 'stage', '阶段', 'CHOICE', true, e'验楼接楼\n入住初期\n质保期\n质保期满', '问题按阶段或任务调整', 'AS-SVY-08'),
    ('satisfaction-surveys', 30, 'way', '方式', 'CHOICE', true, e'入户\n电话\n书面\n网络', '首轮宜入户', 'AS-SVY-03'),
    ('satisfaction-surveys', 40, 'customer', '客户', 'TEXT', true, '', '', ''),
    ('satisfaction-surveys', 50, 'unitName', '房号', 'UNIT', true, '', '', ''),
    ('satisfaction-surveys', 60, 'questions', '问题和回答', 'LONG_TEXT', true, '', '', 'AS-SVY-08'),
    ('satisfaction-surveys', 70, 'satisfaction', '总体满意程度', 'CHOICE', true, e'很满意\n满意\n一般\n不满意\n很不满意', '', 'AS-SVY-16'),
    ('satisfaction-surveys', 80, 'dissatisfied', '“不满意”的项目', 'LONG_TEXT', false, '', '集中的项目要作专题研究', 'AS-SVY-13'),
    ('satisfaction-surveys', 90, 'requests', '意见、要求和建议', 'LONG_TEXT', false, '', '', 'AS-SVY-10'),
    ('satisfaction-surveys', 100, 'handling', '处理和改进情况', 'LONG_TEXT', false, '', '处理率百分之百；重大的提请公司决定', 'AS-SVY-10'),
    ('satisfaction-surveys', 110, 'managerVisit', '经理参加重访', 'YES_NO', false, '', '对公司很不满意的客户，经理必须参加', 'AS-SVY-12'),
    ('satisfaction-surveys', 120, 'spotCheck', '经理抽查情况', 'LONG_TEXT', false, '', '每年一次', 'AS-SVY-11'),

    ('owner-opinions', 10, 'round', '调查期次', 'TEXT', true, '', '如“2026 年上半年”', 'AS-OWN-01'),
    ('owner-opinions', 20, 'issued', '发出份数', 'NUMBER', false, '', '', 'AS-OWN-01'),
    ('owner-opinions', 30, 'collected', '收回份数', 'NUMBER', false, '', '', 'AS-OWN-01'),
    ('owner-opinions', 40, 'unitName', '房号', 'UNIT', false, '', '单独登记一户的意见时填写', ''),
    ('owner-opinions', 50, 'opinions', '业主意见', 'LONG_TEXT', true, '', '', 'AS-OWN-01'),
    ('owner-opinions', 60, 'demanded', '要求物业公司整改的事项', 'LONG_TEXT', false, '', '', 'AS-OWN-02'),
    ('owner-opinions', 70, 'measures', '物业公司的整改措施', 'LONG_TEXT', false, '', '', 'AS-OWN-02'),
    ('owner-opinions', 80, 'answeredOn', '物业公司回复日期', 'DAY', false, '', '', 'AS-OWN-02'),

    ('product-usage', 10, 'equipment', '设施设备', 'TEXT', true, '', '如“3 栋电梯”', 'AS-USE-01'),
    ('product-usage', 20, 'model', '品牌型号', 'TEXT', false, '', '', ''),
    ('product-usage', 30, 'location', '位置', 'TEXT', false, '', '', ''),
    ('product-usage', 40, 'since', '投入运行日期', 'DAY', true, '', '运行满一年后填表', 'AS-USE-01'),
    ('product-usage', 50, 'condition', '运行情况', 'CHOICE', true, e'正常\n偶有故障\n经常故障\n已停用', '', 'AS-USE-01'),
    ('product-usage', 60, 'faults', '故障次数', 'NUMBER', false, '', '', ''),
    ('product-usage', 70, 'usage', '一年的使用情况', 'LONG_TEXT', true, '', '', 'AS-USE-02'),
    ('product-usage', 80, 'suggestions', '对选型和设计的建议', 'LONG_TEXT', false, '', '', ''),
    ('product-usage', 90, 'passedOn', '转工程材料部日期', 'DAY', false, '', '', 'AS-USE-03'),

    ('inspections', 10, 'area', '巡查内容', 'CHOICE', true, e'房屋\n公共设施\n场地\n绿化\n道路\n装修施工', '', 'AS-PMC-04'),
    ('inspections', 20, 'location', '部位', 'TEXT', true, '', '', ''),
    ('inspections', 30, 'inspectors', '巡查人员', 'TEXT', true, '', '', ''),
    ('inspections', 40, 'findings', '巡查情况', 'LONG_TEXT', true, '', '', 'AS-PMC-04'),
    ('inspections', 50, 'problem', '发现问题', 'YES_NO', true, '', '没有问题的，登记后即可办结', 'AS-PMC-04'),
    ('inspections', 60, 'responsible', '责任单位', 'TEXT', false, '', '', ''),
    ('inspections', 70, 'handling', '处理情况', 'LONG_TEXT', false, '', '', 'AS-PMC-04'),
    ('inspections', 80, 'recheck', '复查结果', 'CHOICE', false, e'合格\n不合格', '', ''),

    ('coordination-minutes', 10, 'chair', '主持人', 'TEXT', true, '', '', ''),
    ('coordination-minutes', 20, 'participants', '参加单位和人员', 'LONG_TEXT', true, '', '客户服务部、物业公司、经营销售部、工程材料部', 'AS-MTG-01'),
    ('coordination-minutes', 30, 'newComplaints', '本周的投诉', 'LONG_TEXT', true, '', '', 'AS-MTG-01'),
    ('coordination-minutes', 40, 'leftOver', '遗留的投诉', 'LONG_TEXT', false, '', '', 'AS-MTG-01'),
    ('coordination-minutes', 50, 'decisions', '议定事项', 'LONG_TEXT', true, '', '办什么、由谁办、何时办完', 'AS-MTG-01'),
    ('coordination-minutes', 60, 'followUp', '落实情况', 'LONG_TEXT', false, '', '', ''),
    ('coordination-minutes', 70, 'recorder', '记录人', 'TEXT', true, '', '', ''),

    ('directors-minutes', 10, 'chair', '主持人', 'TEXT', true, '', '', ''),
    ('directors-minutes', 20, 'participants', '参加人员', 'LONG_TEXT', true, '', '各服务处主任', 'AS-MTG-02'),
    ('directors-minutes', 30, 'summary', '一周投诉小结', 'LONG_TEXT', true, '', '', 'AS-MTG-02'),
    ('directors-minutes', 40, 'solutions', '解决方案', 'LONG_TEXT', true, '', '办什么、由谁办、何时办完', 'AS-MTG-02'),
    ('directors-minutes', 50, 'followUp', '落实情况', 'LONG_TEXT', false, '', '', ''),
    ('directors-minutes', 60, 'recorder', '记录人', 'TEXT', true, '', '', ''),

    ('activity-plans', 10, 'name', '活动名称', 'TEXT', true, '', '', ''),
    ('activity-plans', 20, 'stage', '项目阶段', 'CHOICE', true, e'施工\n销售\n交付\n入住\n质保期', '每个阶段各有专门的服务活动', 'AS-PRO-02'),
    ('activity-plans', 30, 'heldOn', '拟举办日期', 'DAY', true, '', '', 'AS-PRO-02'),
    ('activity-plans', 40, 'place', '地点', 'TEXT', false, '', '', ''),
    ('activity-plans', 50, 'departments', '主办和参加部门', 'TEXT', true, '', '', 'AS-PRO-03'),
    ('activity-plans', 60, 'content', '内容', 'LONG_TEXT', true, '', '', ''),
    ('activity-plans', 70, 'impact', '对业主的影响和应对', 'LONG_TEXT', false, '', '', 'AS-PRO-03'),
    ('activity-plans', 80, 'merged', '与其他活动', 'CHOICE', true, e'不重复\n合并举办\n重复，取消', '各部门的活动统筹安排', 'AS-PRO-04'),
    ('activity-plans', 90, 'budget', '预算（元）', 'MONEY', false, '', '', ''),

    ('activity-records', 10, 'name', '活动名称', 'TEXT', true, '', '', ''),
    ('activity-records', 20, 'activityKind', '种类', 'CHOICE', true, e'业主关爱和体验\n工地开放日\n客户会活动\n其他', '', 'AS-PRO-05'),
    ('activity-records', 30, 'plan', '计划编号', 'TEXT', false, '', '服务活动计划的编号', ''),
    ('activity-records', 40, 'place', '地点', 'TEXT', false, '', '', ''),
    ('activity-records', 50, 'people', '参加人数', 'NUMBER', false, '', '', ''),
    ('activity-records', 60, 'content', '内容', 'LONG_TEXT', true, '', '', 'AS-PRO-05'),
    ('activity-records', 70, 'opinions', '业主意见', 'LONG_TEXT', false, '', '', ''),
    ('activity-records', 80, 'effect', '效果评价', 'LONG_TEXT', false, '', '', ''),
    ('activity-records', 90, 'cost', '费用（元）', 'MONEY', false, '', '', ''),

    ('service-booklets', 10, 'title', '名称', 'TEXT', true, '', '', 'AS-PRO-07'),
    ('service-booklets', 20, 'handoverOn', '项目交付日期', 'DAY', false, '', '应在交付前发给业主', 'AS-PRO-07'),
    ('service-booklets', 30, 'services', '便民服务内容', 'LONG_TEXT', true, '', '水电气、通信、交通、学校、医院等', 'AS-PRO-07'),
    ('service-booklets', 40, 'copies', '印数', 'NUMBER', false, '', '', ''),
    ('service-booklets', 50, 'issuedOn', '发放日期', 'DAY', false, '', '', ''),
    ('service-booklets', 60, 'remark', '备注', 'LONG_TEXT', false, '', '', ''),

    ('work-analyses', 10, 'title', '标题', 'TEXT', true, '', '', ''),
    ('work-analyses', 20, 'period', '期间', 'TEXT', true, '', '如“2026 年上半年”', ''),
    ('work-analyses', 30, 'statistics', '分类统计', 'LONG_TEXT', true, '', '投诉、回访和满意度调查的分类和件数', 'AS-INF-04'),
    ('work-analyses', 40, 'analysis', '分析', 'LONG_TEXT', true, '', '', 'AS-INF-01'),
    ('work-analyses', 50, 'suggestions', '建议', 'LONG_TEXT', true, '', '供后续项目前期使用', 'AS-SVY-14'),
    ('work-analyses', 60, 'departments', '送交', 'TEXT', true, '', '公司和有关部门', 'AS-INF-04'),
    ('work-analyses', 70, 'adopted', '采纳情况', 'LONG_TEXT', false, '', '', '');

--changeset casework:record-book-007
--comment Whether a field was ever filled in is noted when it happens: nobody reads all entries for it
alter table record_field add filled boolean not null default false;
comment on column record_field.filled is '曾经有记录填写过这一栏；填写过的栏目只能停用，类型不能改';
update record_field f set filled = true where exists (select 1 from record_entry e where e.kind = f.kind and jsonb_exists(e.content, f.key))
    or exists (select 1 from record_entry_version v join record_entry e on e.id = v.entry_id where e.kind = f.kind and jsonb_exists(v.content, f.key));

--changeset casework:record-book-008 splitStatements:false
--comment The short texts of an entry, which registers find by any part; long ones would take too long to cut into pairs of characters
create function record_words(content jsonb) returns text language sql immutable strict parallel safe as $$
    select coalesce(string_agg(value, ' '), '') from jsonb_each_text(content) where length(value) <= 200
$$;

--changeset casework:record-book-009
create index record_entry_words on record_entry using gin (name_grams(record_words(content)));
create index record_entry_due on record_entry (kind, due_on, id);
