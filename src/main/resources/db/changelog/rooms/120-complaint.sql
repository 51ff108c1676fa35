--liquibase formatted sql

--changeset casework:complaint-001
create table complaint_topic (
    code     varchar(30)  primary key,
    name     varchar(60)  not null unique,
    position integer      not null,
    counted  boolean      not null default true,
    active   boolean      not null default true
);
comment on table complaint_topic is '投诉主题:同一主题 30 天内达到规定的客户数即为热点(AMB-90)';
comment on column complaint_topic.counted is '是否参与热点和重复投诉的判定;“其他”不参与';

insert into complaint_topic (code, name, position, counted) values
    ('LEAK', '渗漏水', 1, true), ('CRACK', '墙面、地面开裂空鼓', 2, true), ('DOOR_WINDOW', '门窗', 3, true),
    ('WATER_POWER', '供水、供电、供暖、燃气', 4, true), ('LIFT', '电梯', 5, true), ('PUBLIC_FACILITY', '公共设施', 6, true),
    ('FIRE_SAFETY', '消防、高空坠物', 7, true), ('DESIGN', '户型、设计缺陷', 8, true), ('PARKING', '停车、车位', 9, true),
    ('NOISE', '噪音', 10, true), ('CLEANING', '保洁、绿化', 11, true), ('SECURITY', '安保、门禁', 12, true),
    ('CHARGES', '收费', 13, true), ('HANDOVER', '交房、延期', 14, true), ('CONTRACT', '合同、退房、违约', 15, true),
    ('ADVERTISING', '宣传与实际不符', 16, true), ('ATTITUDE', '服务态度', 17, true), ('REPAIR_DELAY', '维修拖延、返修', 18, true),
    ('NEIGHBOUR', '邻里纠纷', 19, true), ('OTHER', '其他', 99, false);

create table complaint (
    case_number         varchar(24)  primary key references case_file (number),
    site                varchar(64)  not null,
    customer_key        varchar(120) not null,
    unit_name           varchar(100),
    state               varchar(20)  not null check (state in ('OPEN', 'CLOSED', 'RETURNED', 'WITHDRAWN')),
    received_at         timestamptz  not null,
    channel             varchar(20)  not null,
    phase               varchar(20)  not null check (phase in ('INSPECTION', 'HANDOVER', 'WARRANTY', 'OTHER')),
    mood                varchar(20)  not null check (mood in ('CALM', 'UPSET', 'ANGRY', 'EXTREME')),
    content             text         not null,
    demand              text         not null,
    evidence            text,
    sensitive           boolean      not null,
    accepted_at         timestamptz  not null,
    accepted_by         varchar(64)  not null,
    confirmed_at        timestamptz,
    confirmed_by        varchar(64),
    facts               text,
    confirmed_demand    text,
    assessed_at         timestamptz,
    assessed_by         varchar(64),
    topic               varchar(30)  references complaint_topic (code),
    cause               varchar(20)  check (cause in ('ENGINEERING', 'DESIGN', 'MARKETING', 'PROPERTY', 'NEIGHBOUR', 'OTHER')),
    dissatisfaction     varchar(20),
    analysis            text,
    cannot_handle       boolean      not null default false,
    extreme_harm        boolean      not null default false,
    safety              boolean      not null default false,
    media               boolean      not null default false,
    legal               boolean      not null default false,
    repair_matter       boolean      not null default false,
    repair_urgency      varchar(20),
    customers_on_topic  integer,
    repeated            boolean      not null default false,
    proposed_grade      varchar(20)  check (proposed_grade in ('MAJOR', 'IMPORTANT', 'HOT', 'ORDINARY')),
    proposed_reason     varchar(200),
    proposed_post       varchar(64),
    graded_at           timestamptz,
    graded_by           varchar(64),
    grade               varchar(20)  check (grade in ('MAJOR', 'IMPORTANT', 'HOT', 'ORDINARY')),
    responsible_post    varchar(64),
    lead_post           varchar(64),
    tracker             varchar(64),
    tracker_name        varchar(100),
    due_at              timestamptz,
    overdue_at          timestamptz,
    process_so_far      text,
    feedback_at         timestamptz,
    feedback_overdue    integer      not null default 0,
    not_ours            integer      not null default 0,
    solution            text,
    promised_at         timestamptz,
    repair_case_number  varchar(24)  references case_file (number),
    repair_outcome      varchar(30),
    answered_at         timestamptz,
    final_answered_at   timestamptz,
    answer_impossible   boolean      not null default false,
    resolved_at         timestamptz,
    verified_by         varchar(64),
    verification        text,
    called_back_at      timestamptz,
    callback_result     varchar(20)  check (callback_result in ('SATISFIED', 'DISSATISFIED', 'DECLINED', 'UNREACHABLE')),
    satisfaction        integer      check (satisfaction between 1 and 5),
    dissatisfied        integer      not null default 0,
    lesson              text,
    preventive_measure  text,
    satisfaction_case   varchar(20)  check (satisfaction_case in ('BELOW', 'EQUAL', 'ABOVE')),
    analysed_at         timestamptz,
    analysed_by         varchar(64),
    closed_at           timestamptz,
    close_reason        text,
    version             integer      not null default 0,
    check ((state = 'OPEN') = (closed_at is null)),
    check (state <> 'CLOSED' or (analysed_at is not null and (final_answered_at is not null or answer_impossible)))
);
comment on table complaint is '客户投诉单(REC-008)和投诉登记(REC-007):八步各一段';
comment on column complaint.customer_key is '同一客户的识别:客户编号、电话,匿名的为案件编号';
comment on column complaint.dissatisfaction is '不满原因代码 A–E,逗号分隔(AS-SEV-05)';
comment on column complaint.due_at is '办结期限:登记起七天,不早于责任部门反馈期限(AMB-07、AMB-83);维修事项自维修完成起算(AMB-34)';
comment on column complaint.answered_at is '首次答复客户(含中间答复)';
comment on column complaint.answer_impossible is '匿名客户,无法答复(AMB-93)';
comment on column complaint.called_back_at is '真正回访到客户的时间';
comment on column complaint.dissatisfied is '回访不满意的次数';
create index complaint_topic_received on complaint (site, topic, received_at);
create index complaint_customer on complaint (customer_key, topic, closed_at);
create index complaint_unit on complaint (site, unit_name, topic, closed_at);
create index complaint_open on complaint (site, received_at) where state = 'OPEN';
create index complaint_repair on complaint (repair_case_number) where repair_case_number is not null;
create index complaint_received on complaint (received_at);

create table complaint_feedback (
    id          bigint generated always as identity primary key,
    case_number varchar(24)  not null references complaint (case_number),
    post        varchar(64)  not null,
    result      varchar(20)  not null check (result in ('HANDLED', 'NOT_OURS')),
    findings    text         not null,
    solution    text,
    promised_at timestamptz,
    handler     varchar(50),
    at          timestamptz  not null,
    by_login    varchar(64)  not null,
    by_name     varchar(100) not null,
    check (result <> 'HANDLED' or (solution is not null and handler is not null))
);
comment on table complaint_feedback is '责任部门的反馈(AS-CMP-06),含签字人';
create index complaint_feedback_case on complaint_feedback (case_number, id);

create table complaint_reply (
    id             bigint generated always as identity primary key,
    case_number    varchar(24)  not null references complaint (case_number),
    kind           varchar(20)  not null check (kind in ('INTERIM', 'FINAL')),
    channel        varchar(20)  not null check (channel in ('CALL', 'VISIT', 'SMS', 'WECHAT', 'LETTER', 'NONE')),
    text           text         not null,
    refused        boolean      not null,
    refusal_reason text,
    at             timestamptz  not null,
    by_login       varchar(64)  not null,
    by_name        varchar(100) not null,
    check (not refused or refusal_reason is not null)
);
comment on table complaint_reply is '对客户的答复:每件投诉必须答复,拒绝必须说明理由(AS-CMP-16)';
create index complaint_reply_case on complaint_reply (case_number, id);

create table complaint_major (
    case_number   varchar(24)  primary key references complaint (case_number),
    reported_at   timestamptz  not null,
    measures      text,
    directed_posts varchar(500),
    measures_by   varchar(64),
    measures_by_name varchar(100),
    measures_at   timestamptz,
    meeting_on    date,
    participants  varchar(500),
    minutes       text,
    minutes_by    varchar(64),
    minutes_by_name varchar(100),
    minutes_at    timestamptz,
    report        text,
    report_by     varchar(64),
    report_by_name varchar(100),
    report_at     timestamptz,
    version       integer      not null default 0
);
comment on table complaint_major is '重大投诉:部署的措施、专题会议纪要、专题报告(AS-MAJ-01 至 AS-MAJ-04)';

create table complaint_review (
    site      varchar(64) not null,
    day       date        not null,
    listed_at timestamptz not null,
    open      integer     not null,
    overdue   integer     not null,
    cases     text        not null,
    primary key (site, day)
);
comment on table complaint_review is '每日未结投诉清单(AS-CMP-21):每个小区每个工作日一份';

--changeset casework:complaint-002
insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('complaint-sensitive', 1, '敏感投诉上报', 'AS-CMP-20', 'IN_APP,EMAIL',
     '敏感投诉上报({{caseNumber}})',
     e'{{reportedBy}} 受理了一件敏感投诉,请关注并指导处理,不得激化。\n案件:{{caseNumber}}\n客户:{{customerName}} {{unitName}}\n事由:{{matter}}\n客户情绪:{{mood}}',
     '{"caseNumber": "KF20260706-0001", "reportedBy": "李娜", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "多户外墙渗水", "mood": "激动"}', true, 'casework', now()),
    ('complaint-tracker', 1, '指定投诉跟踪人', 'AS-CMP-03', 'IN_APP,EMAIL',
     '请您全程跟踪投诉 {{caseNumber}}',
     e'您被指定为投诉 {{caseNumber}} 的跟踪人,请从头到尾跟踪,督促责任部门({{department}})及时解决。\n客户:{{customerName}} {{unitName}}\n事由:{{matter}}\n等级:{{grade}}',
     '{"caseNumber": "KF20260706-0001", "department": "工程材料部", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "外墙渗水", "grade": "一般投诉"}', true, 'casework', now()),
    ('complaint-week-overdue', 1, '投诉超过一周未解决', 'AS-CMP-09', 'IN_APP,EMAIL',
     '投诉超过期限未解决({{caseNumber}})',
     e'投诉应于 {{dueAt}} 前解决,现已超期。请督促 {{department}},并登记处理经过、继续跟踪。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}\n跟踪人:{{trackerName}}',
     '{"caseNumber": "KF20260706-0001", "dueAt": "2026-07-13 24:00", "department": "工程材料部", "unitName": "云栖花园 3幢1单元502", "matter": "外墙渗水", "trackerName": "李娜"}', true, 'casework', now()),
    ('complaint-regraded', 1, '投诉改为热点', 'AMB-90', 'IN_APP',
     '投诉改为热点投诉({{caseNumber}})',
     e'30 天内已有 {{customers}} 位客户投诉“{{topic}}”,案件 {{caseNumber}} 由一般投诉改为热点投诉。\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "KF20260706-0001", "customers": "5", "topic": "停车、车位", "unitName": "云栖花园 3幢1单元502", "matter": "车位被占"}', true, 'casework', now()),
    ('major-measures', 1, '重大投诉措施部署', 'AS-MAJ-02', 'IN_APP,EMAIL',
     '【重大投诉】请立即执行措施({{caseNumber}})',
     e'{{directedBy}} 就重大投诉 {{caseNumber}} 部署措施,请立即执行:\n{{measures}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "KF20260706-0001", "directedBy": "周强", "measures": "立即停用并加固外墙,两小时内安置住户。", "unitName": "云栖花园 3幢1单元502", "matter": "外墙脱落"}', true, 'casework', now()),
    ('complaint-lesson', 1, '投诉信息反馈', 'AS-EIG-08', 'IN_APP,EMAIL',
     '投诉分析和预防措施({{caseNumber}})',
     e'投诉 {{caseNumber}} 已处理完毕,请吸取教训并落实预防措施。\n房号:{{unitName}}\n事由:{{matter}}\n原因:{{cause}}\n教训:{{lesson}}\n预防措施:{{preventiveMeasure}}',
     '{"caseNumber": "KF20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "外墙渗水", "cause": "工程问题", "lesson": "外墙防水验收不到位", "preventiveMeasure": "交房前增加淋水试验"}', true, 'casework', now()),
    ('open-complaints', 1, '每日未结投诉清单', 'AS-CMP-21', 'IN_APP,EMAIL',
     '{{siteName}} {{day}} 未结投诉 {{open}} 件,超期 {{overdue}} 件',
     e'{{siteName}} {{day}} 未结投诉 {{open}} 件,其中超期 {{overdue}} 件。请逐件检查,不漏不拖。\n{{list}}',
     '{"siteName": "云栖花园", "day": "2026-07-06", "open": "2", "overdue": "1", "list": "KF20260706-0001 一般投诉 外墙渗水 跟踪人李娜"}', true, 'casework', now());

--changeset casework:complaint-003
create table complaint_week (
    site      varchar(64) not null,
    week      date        not null check (extract(isodow from week) = 1),
    made_at   timestamptz not null,
    received  integer     not null,
    resolved  integer     not null,
    closed    integer     not null,
    open      integer     not null,
    overdue   integer     not null,
    unsolved  text        not null,
    primary key (site, week)
);
comment on table complaint_week is '《客户服务部投诉处理周报》(AS-CMP-07):每个小区每周一份,周一至周日';
comment on column complaint_week.week is '所报告的那一周的周一';
comment on column complaint_week.unsolved is '未解决的投诉和到目前为止的处理经过(AS-CMP-08),每件一行';

insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('complaint-week', 1, '投诉处理周报', 'AS-CMP-07', 'IN_APP,EMAIL',
     '{{siteName}} 投诉处理周报({{from}} 至 {{until}})',
     e'{{siteName}} {{from}} 至 {{until}}:新受理 {{received}} 件,解决 {{resolved}} 件,结案 {{closed}} 件;尚未解决 {{open}} 件,其中超期 {{overdue}} 件。\n{{unsolved}}',
     '{"siteName": "云栖花园", "from": "2026-07-06", "until": "2026-07-12", "received": "5", "resolved": "4", "closed": "3", "open": "2", "overdue": "1", "unsolved": "KF20260706-0001 一般投诉 外墙渗水 跟踪人李娜 已超期 经过:已勘察,等待雨停后重做防水"}', true, 'casework', now());
