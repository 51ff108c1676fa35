--liquibase formatted sql

--changeset casework:notification-001
create table notice_template (
    id bigint generated always as identity primary key,
    template_key varchar(64) not null,
    version int not null check (version > 0),
    title varchar(100) not null,
    rule_id varchar(40) not null,
    channels varchar(40) not null check (channels ~ '^(IN_APP|EMAIL|SMS)(,(IN_APP|EMAIL|SMS))*$'),
    subject varchar(300) not null,
    body varchar(4000) not null,
    sample jsonb not null,
    active boolean not null,
    created_by varchar(64) not null,
    created_at timestamptz not null,
    unique (template_key, version)
);
comment on table notice_template is '通知模板,每次修改新增一个版本';
comment on column notice_template.rule_id is '所执行的规则编号';
comment on column notice_template.sample is '允许使用的占位符及其示例值';
create unique index notice_template_active on notice_template (template_key) where active;

create table notice (
    id bigint generated always as identity primary key,
    notice_key varchar(200) not null unique,
    template_key varchar(64) not null,
    template_version int not null,
    case_number varchar(40),
    site varchar(64),
    subject varchar(200) not null,
    body text not null,
    created_at timestamptz not null
);
comment on table notice is '通知,与案件在同一事务中写入';
comment on column notice.notice_key is '幂等键:同一原因只产生一份通知';
create index notice_case on notice (case_number) where case_number is not null;

create table notice_delivery (
    id bigint generated always as identity primary key,
    notice_id bigint not null references notice (id),
    recipient_kind varchar(10) not null check (recipient_kind in ('STAFF', 'CUSTOMER', 'POST')),
    recipient varchar(100) not null,
    recipient_name varchar(100),
    address varchar(254),
    channel varchar(10) not null check (channel in ('IN_APP', 'EMAIL', 'SMS')),
    state varchar(10) not null check (state in ('PENDING', 'SENT', 'FAILED', 'SUPPRESSED')),
    attempts int not null default 0,
    last_error varchar(500),
    created_at timestamptz not null,
    sent_at timestamptz,
    read_at timestamptz,
    unique (notice_id, recipient_kind, recipient, channel),
    check (state <> 'SENT' or sent_at is not null),
    check (read_at is null or channel = 'IN_APP')
);
comment on table notice_delivery is '通知送达记录:每个收件人、每种方式一行';
comment on column notice_delivery.recipient is '登录名、客户手机号,或无人任职的岗位';
comment on column notice_delivery.last_error is '最近一次失败或不发送的原因';
comment on column notice_delivery.read_at is '站内通知首次阅读时间';
create index notice_delivery_inbox on notice_delivery (recipient, id desc) where channel = 'IN_APP' and recipient_kind = 'STAFF';
create index notice_delivery_unread on notice_delivery (recipient) where channel = 'IN_APP' and recipient_kind = 'STAFF' and read_at is null;
create index notice_delivery_failed on notice_delivery (id desc) where state = 'FAILED';

--changeset casework:notification-002
--comment The queue of db-scheduler, in the layout that its version 16 prescribes
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
comment on table scheduled_tasks is '待发送的邮件和短信(任务队列)';
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

--changeset casework:notification-003
insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('task-reminder', 1, '任务即将到期', 'AMB-85', 'IN_APP,EMAIL',
     '任务即将到期:{{taskName}}({{caseNumber}})',
     e'您的任务“{{taskName}}”将于 {{dueAt}} 到期。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}\n请按时办理。',
     '{"caseNumber": "TS20260706-0001", "taskName": "现场勘察", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "dueAt": "2026-07-08 18:00"}', true, 'casework', now()),
    ('task-overdue', 1, '任务超时', 'AS-INT-03', 'IN_APP,EMAIL',
     '任务已超时:{{taskName}}({{caseNumber}})',
     e'任务“{{taskName}}”应于 {{dueAt}} 前完成,现已超时。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}\n请立即跟进,直至办结。',
     '{"caseNumber": "TS20260706-0001", "taskName": "现场勘察", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "dueAt": "2026-07-08 18:00"}', true, 'casework', now()),
    ('feedback-reminder', 1, '责任部门反馈即将到期', 'AS-CMP-06', 'IN_APP,EMAIL',
     '投诉反馈即将到期:{{department}}({{caseNumber}})',
     e'{{department}}须在收到投诉信息后三个工作日内向客户服务部反馈处理情况,期限为 {{dueAt}}。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "department": "工程材料部", "unitName": "云栖花园 3幢1单元502", "matter": "外墙渗水", "dueAt": "2026-07-09 18:00"}', true, 'casework', now()),
    ('feedback-overdue', 1, '责任部门三个工作日未反馈', 'AS-CMP-06', 'IN_APP,EMAIL',
     '三个工作日未反馈:{{department}}({{caseNumber}})',
     e'{{department}}在收到投诉信息后三个工作日内未反馈处理情况,期限 {{dueAt}} 已过。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}\n请督促责任部门立即反馈。',
     '{"caseNumber": "TS20260706-0001", "department": "工程材料部", "unitName": "云栖花园 3幢1单元502", "matter": "外墙渗水", "dueAt": "2026-07-09 18:00"}', true, 'casework', now()),
    ('major-complaint', 1, '重大投诉立即报告总经理、副总经理', 'AS-MAJ-01', 'IN_APP,EMAIL,SMS',
     '【重大投诉】{{unitName}} {{customerName}}({{caseNumber}})',
     '重大投诉报告:{{unitName}} {{customerName}} 反映“{{matter}}”,案件 {{caseNumber}}。定级理由:{{reason}}。请尽快制定措施并指示各部门立即处理。',
     '{"caseNumber": "TS20260706-0001", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "多户外墙渗水", "reason": "可能极大损害公司利益"}', true, 'casework', now()),
    ('lead-handed-to-manager', 1, '重大投诉转由经理主办', 'AS-MAJ-02', 'IN_APP,EMAIL',
     '重大投诉由您主办({{caseNumber}})',
     e'重大投诉 {{caseNumber}} 已转由 {{managerName}} 主办。\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "managerName": "陈静", "unitName": "云栖花园 3幢1单元502", "matter": "多户外墙渗水"}', true, 'casework', now()),
    ('work-order-overdue', 1, '服务工作单超时转工程类', 'AS-OVD-01', 'IN_APP,EMAIL',
     '服务工作单超过约定时间,已转工程类({{caseNumber}})',
     e'服务工作单在约定时间 {{agreedAt}} 未完成,已转入《分类处理记录-(工程类)》。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}\n请及时跟进,直至完成。',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "门锁损坏", "agreedAt": "2026-07-06 15:00"}', true, 'casework', now()),
    ('slip-returned', 1, '工作联系单退回', 'AS-REC-02', 'IN_APP,EMAIL',
     '工作联系单被退回({{caseNumber}})',
     e'案件 {{caseNumber}} 的工作联系单被退回。\n退回原因:{{reason}}\n房号:{{unitName}}\n事由:{{matter}}\n请修改后重新提交。',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "窗框变形", "reason": "责任单位填写不清"}', true, 'casework', now()),
    ('slip-issued', 1, '工作联系单签发', 'AS-REC-03', 'IN_APP,EMAIL',
     '工作联系单已签发,请签收({{caseNumber}})',
     e'{{issuedBy}} 已签发案件 {{caseNumber}} 的工作联系单,请开发企业项目部签收并处理。\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "窗框变形", "issuedBy": "赵敏"}', true, 'casework', now()),
    ('cost-approval-requested', 1, '维修费用待审批', 'AS-COS-01', 'IN_APP,EMAIL',
     '维修费用待审批:{{amount}} 元({{caseNumber}})',
     e'{{requestedBy}} 申请维修费用 {{amount}} 元,项目:{{item}}。\n案件:{{caseNumber}}\n房号:{{unitName}}\n请在一个工作日内审批。',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "item": "外墙防水", "amount": "10000.01", "requestedBy": "李娜"}', true, 'casework', now()),
    ('cost-refused', 1, '维修费用未批准', 'AS-COS-04', 'IN_APP,EMAIL',
     '维修费用未批准:{{amount}} 元({{caseNumber}})',
     e'{{approver}} 未批准维修费用 {{amount}} 元,项目:{{item}}。\n原因:{{reason}}\n案件:{{caseNumber}}\n房号:{{unitName}}\n请修改后重新申请,未经批准不得开工。',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "item": "外墙防水", "amount": "10000.01", "approver": "周强", "reason": "报价偏高"}', true, 'casework', now()),
    ('cost-approved', 1, '维修费用已批准', 'AS-COS-04', 'IN_APP,EMAIL',
     '维修费用已批准:{{amount}} 元({{caseNumber}})',
     e'{{approver}} 已批准维修费用 {{amount}} 元,项目:{{item}},可以开工。\n案件:{{caseNumber}}\n房号:{{unitName}}',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "item": "外墙防水", "amount": "980.00", "approver": "陈静"}', true, 'casework', now()),
    ('emergency-approval-due', 1, '紧急处置须补办审批', 'AMB-58', 'IN_APP,EMAIL',
     '紧急处置须补办费用审批({{caseNumber}})',
     e'案件 {{caseNumber}} 已先行紧急处置,项目:{{item}},预计 {{amount}} 元。\n房号:{{unitName}}\n请在 {{dueAt}} 前补办审批。',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "item": "水管爆裂抢修", "amount": "650.00", "dueAt": "2026-07-07 18:00"}', true, 'casework', now()),
    ('dispatch-issued', 1, '工程派工单下达', 'AS-DSP-04', 'IN_APP,EMAIL',
     '工程派工单({{orderClass}}类)已下达({{caseNumber}})',
     e'客户服务部下达工程派工单({{orderClass}}类),请按单派人,在 {{dueAt}} 前完工。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "orderClass": "A", "dueAt": "2026-07-09 18:00"}', true, 'casework', now()),
    ('repair-overdue', 1, '维修超过时限', 'AS-DSP-06', 'IN_APP,EMAIL',
     '维修已超过时限({{caseNumber}})',
     e'维修应于 {{dueAt}} 前完成,现已超时。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "dueAt": "2026-07-09 18:00"}', true, 'casework', now()),
    ('extension-consented', 1, '客户同意延期', 'AS-SUR-08', 'IN_APP',
     '客户同意延期至 {{dueAt}}({{caseNumber}})',
     e'客户于 {{consentedAt}} 事先同意维修延期至 {{dueAt}}。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "dueAt": "2026-07-20 18:00", "consentedAt": "2026-07-08 10:30"}', true, 'casework', now()),
    ('customer-reply', 1, '回复客户', 'AS-CMP-16', 'IN_APP,SMS',
     '回复客户({{caseNumber}})',
     '尊敬的{{customerName}}:您反映的“{{matter}}”(编号 {{caseNumber}}),现回复如下:{{reply}}',
     '{"caseNumber": "TS20260706-0001", "customerName": "王芳", "matter": "外墙渗水", "reply": "已安排防水施工,预计7月15日完工。"}', true, 'casework', now()),
    ('customer-interim', 1, '告知客户处理进展', 'AS-INT-04', 'IN_APP,SMS',
     '告知客户处理进展({{caseNumber}})',
     '尊敬的{{customerName}}:您反映的“{{matter}}”(编号 {{caseNumber}})正在处理,进展:{{progress}}',
     '{"caseNumber": "TS20260706-0001", "customerName": "王芳", "matter": "外墙渗水", "progress": "责任部门已完成勘察。"}', true, 'casework', now()),
    ('customer-received', 1, '告知客户已受理', 'AS-INT-04', 'SMS',
     '已受理({{caseNumber}})',
     '尊敬的{{customerName}}:您反映的“{{matter}}”已受理,编号 {{caseNumber}},我们会及时告知您处理情况。',
     '{"caseNumber": "TS20260706-0001", "customerName": "王芳", "matter": "外墙渗水"}', true, 'casework', now()),
    ('callback-due', 1, '待回访', 'AS-CBK-01', 'IN_APP',
     '请于 {{dueAt}} 前回访({{caseNumber}})',
     e'请于 {{dueAt}} 前电话回访客户 {{customerName}},了解满意程度。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "dueAt": "2026-07-10 18:00"}', true, 'casework', now()),
    ('callback-dissatisfied', 1, '回访不满意', 'AS-EIG-07', 'IN_APP,EMAIL',
     '回访不满意,退回处理({{caseNumber}})',
     e'客户 {{customerName}} 在回访中表示不满意。\n原因:{{reason}}\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}\n案件已退回处理。',
     '{"caseNumber": "TS20260706-0001", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "reason": "墙面仍有水渍"}', true, 'casework', now()),
    ('callback-unreachable', 1, '回访联系不上', 'AMB-93', 'IN_APP,EMAIL',
     '回访联系不上({{caseNumber}})',
     e'已在不同时段 {{attempts}} 次联系客户 {{customerName}},均未接通,请决定是否按“联系不上”结案。\n案件:{{caseNumber}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "customerName": "王芳", "unitName": "云栖花园 3幢1单元502", "matter": "厨房天花板渗水", "attempts": "3"}', true, 'casework', now()),
    ('opinion-cluster', 1, '意见集中', 'AS-COM-03', 'IN_APP,EMAIL',
     '意见集中:{{topic}}',
     '{{period}} 内有 {{count}} 条关于“{{topic}}”的意见和建议,请管理处研究预防和应对措施。',
     '{"topic": "地下车库照明", "count": "5", "period": "2026-06-08 至 2026-07-07"}', true, 'casework', now()),
    ('case-withdrawn', 1, '案件撤回', 'AS-INT-04', 'IN_APP',
     '案件已撤回({{caseNumber}})',
     e'案件 {{caseNumber}} 已撤回,未完成的任务不再办理。\n原因:{{reason}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "门锁损坏", "reason": "客户已自行处理"}', true, 'casework', now()),
    ('case-closed', 1, '案件办结', 'AS-SWO-04', 'IN_APP',
     '案件已完成({{caseNumber}})',
     e'案件 {{caseNumber}} 已完成并销项。\n结果:{{outcome}}\n房号:{{unitName}}\n事由:{{matter}}',
     '{"caseNumber": "TS20260706-0001", "unitName": "云栖花园 3幢1单元502", "matter": "门锁损坏", "outcome": "已更换门锁,客户满意"}', true, 'casework', now()),
    ('deadline-recomputed', 1, '期限重新计算', 'AMB-85', 'IN_APP',
     '期限由 {{previousDueAt}} 改为 {{dueAt}}({{caseNumber}})',
     e'任务“{{taskName}}”的期限由 {{previousDueAt}} 改为 {{dueAt}}。\n原因:{{reason}}\n案件:{{caseNumber}}\n房号:{{unitName}}',
     '{"caseNumber": "TS20260706-0001", "taskName": "现场勘察", "unitName": "云栖花园 3幢1单元502", "dueAt": "2026-07-09 18:00", "previousDueAt": "2026-07-08 18:00", "reason": "工作日历变更"}', true, 'casework', now()),
    ('delivery-failed', 1, '通知发送失败', 'AS-INT-04', 'IN_APP',
     '通知发送失败:{{recipient}}({{channel}})',
     e'发给 {{recipient}} 的{{channel}}通知“{{subject}}”尝试 {{attempts}} 次后仍未送达。\n原因:{{reason}}\n请查明原因后重新发送,或改用其他方式告知。',
     '{"subject": "任务已超时:现场勘察", "recipient": "lina", "channel": "邮件", "attempts": "6", "reason": "邮件服务器拒收"}', true, 'casework', now()),
    ('substitute-started', 1, '代理开始', 'AS-INT-03', 'IN_APP,EMAIL',
     '您将代理 {{absentName}}',
     '自 {{from}} 至 {{to}},{{substituteName}} 代理 {{absentName}},可以看到并办理其岗位的任务。',
     '{"absentName": "李娜", "substituteName": "张伟", "from": "2026-07-06", "to": "2026-07-10"}', true, 'casework', now());
