-- Three years of customer service at the sites that exist, by set-based statements on one connection. Steps are apart by a line that holds only "--;".
-- Nothing is drawn by lot: the same rows come each time. "Now" is 2026-07-06 09:00 in Shanghai, the clock of the tests.
set session_replication_role = replica
--;
set work_mem = '256MB'
--;
set maintenance_work_mem = '512MB'
--;
create function pg_temp.h(i int, k int) returns bigint language sql immutable parallel safe as $$ select hashint4(i * 97 + k)::bigint & 2147483647 $$
--;
create function pg_temp.one(a text[], n bigint) returns text language sql immutable parallel safe as $$ select a[1 + (n % array_length(a, 1))] $$
--;
insert into building (site_code, label)
select s.code, b || '栋'
from (select code, row_number() over (order by code) - 1 as i from site) s, generate_series(1, greatest(1, (100500 / (s.i + 20) / 120)::int)) b
--;
insert into unit (building_id, site_code, label, unit_key, room_key, area, delivered_on, occupied, warranty_until)
select b.id, b.site_code, b.label || e || '单元' || r, replace(b.label, '栋', '-') || e || '-' || r, r::text, 60 + pg_temp.h(b.id::int, r) % 90,
       date '2016-01-01' + (pg_temp.h(b.id::int, 3) % 3600)::int, true, date '2016-01-01' + (pg_temp.h(b.id::int, 3) % 3600)::int + 730
from building b, generate_series(1, 2) e, lateral (select f * 100 + d as r from generate_series(1, 30) f, generate_series(1, 2) d) rooms
--;
insert into unit_warranty (unit_id, item_code, until_on)
select u.id, w.code, (u.delivered_on + make_interval(months => w.period_months))::date
from unit u, warranty_item w where w.period_months is not null and w.code in ('waterproofing', 'plumbing-electrical', 'doors-windows', 'other')
--;
create temp table person as
select i, substr('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
              1 + (power((pg_temp.h(i, 1) % 10000) / 10000.0, 2) * 108)::int, 1)
       || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志海燕晓春梅玲凤云龙飞鹏宇浩子轩雨欣怡佳思琪梦洁俊峰博晨阳天宏波斌鑫旭东辉亮健林森婷慧颖蕾琳雪倩媛瑶', 1 + (pg_temp.h(i, 2) % 84)::int, 1)
       || case when pg_temp.h(i, 3) % 100 < 85 then
            substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文志海燕晓春梅玲凤云龙飞鹏宇浩子轩雨欣怡佳思琪梦洁俊峰博晨阳天宏波斌鑫旭东辉亮健林森婷慧颖蕾琳雪倩媛瑶', 1 + (pg_temp.h(i, 4) % 84)::int, 1)
            else '' end as name,
       '154' || lpad(((i::bigint * 7919 + 13) % 100000000)::text, 8, '0') as phone
from generate_series(1, 200000) i
--;
insert into customer (id, name, contact_refused) overriding system value select i, name, pg_temp.h(i, 5) % 100 = 0 from person
--;
select setval(pg_get_serial_sequence('customer', 'id'), 200001)
--;
insert into customer_phone (customer_id, position, digits)
select i, 0, phone from person union all
select i, 1, '154' || lpad(((i::bigint * 104729 + 50000017) % 100000000)::text, 8, '0') from person where i % 5 = 0
--;
create temp table home as select row_number() over (order by pg_temp.h(id::int, 7), id)::int as n, id, site_code, label, delivered_on from unit
--;
create unique index on home (n)
--;
insert into household (customer_id, unit_id, relation, from_on)
select p.i, h.id, case when p.i <= t.homes then 'OWNER' when p.i % 3 = 0 then 'TENANT' else 'FAMILY' end, h.delivered_on + 30
from person p cross join (select count(*)::int as homes from home) t join home h on h.n = 1 + (p.i - 1) % t.homes
--;
create temp table resident as
select row_number() over (order by p.i)::int as n, p.i as customer, p.name, p.phone, h.id as unit, h.site_code as site, h.label
from person p cross join (select count(*)::int as homes from home) t join home h on h.n = 1 + (p.i - 1) % t.homes
--;
create unique index on resident (n)
--;
analyze
--;
create temp table matter as
select row_number() over ()::int - 1 as m, split_part(t, '|', 1) as matter, split_part(t, '|', 2) as topic, split_part(t, '|', 3) as item
from unnest(array['厨房水管漏水|LEAK|plumbing-electrical', '卫生间渗水到楼下|LEAK|waterproofing', '外墙渗水|LEAK|waterproofing', '阳台地漏堵塞|LEAK|plumbing-electrical',
  '屋面漏雨|LEAK|waterproofing', '客厅墙面开裂|CRACK|other', '地砖空鼓|CRACK|decoration', '墙面起皮发霉|CRACK|decoration', '入户门锁打不开|DOOR_WINDOW|doors-windows',
  '窗户关不严|DOOR_WINDOW|doors-windows', '推拉门脱轨|DOOR_WINDOW|doors-windows', '家中停电|WATER_POWER|plumbing-electrical', '水压不足|WATER_POWER|plumbing-electrical',
  '暖气不热|WATER_POWER|heating', '燃气报警器误报|WATER_POWER|equipment', '电梯困人|LIFT|equipment', '电梯异响|LIFT|equipment', '路灯不亮|PUBLIC_FACILITY|equipment',
  '健身器材损坏|PUBLIC_FACILITY|equipment', '消防通道被占|FIRE_SAFETY|other', '高空抛物|FIRE_SAFETY|other', '车位被占|PARKING|other', '地下车库积水|PARKING|plumbing-electrical',
  '道闸抬杆失灵|PARKING|equipment', '夜间施工噪音|NOISE|other', '楼上装修扰民|NOISE|other', '楼道卫生差|CLEANING|other', '绿化带枯死|CLEANING|other', '门禁失灵|SECURITY|equipment',
  '可视对讲没有声音|SECURITY|equipment', '物业费账单有误|CHARGES|other', '停车费重复收取|CHARGES|other', '交房延期|HANDOVER|other', '合同面积有出入|CONTRACT|other',
  '宣传与实际不符|ADVERTISING|other', '前台态度冷淡|ATTITUDE|other', '维修一拖再拖|REPAIR_DELAY|other', '邻居养狗扰民|NEIGHBOUR|other', '宽带装不上|OTHER|other', '咨询房产证办理|OTHER|other']) t
--;
create temp table contact as
select q.*, 'KF-' || to_char(q.opened_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-'
            || lpad(row_number() over (partition by (q.opened_at at time zone 'Asia/Shanghai')::date order by q.opened_at, q.i)::text, 4, '0') as number
from (select i, r.customer, r.name, r.phone, r.unit, r.site, r.label, m.matter, m.topic, m.item,
             (date '2026-07-06' - (pg_temp.h(i, 11) % 1095)::int)::timestamp at time zone 'Asia/Shanghai' - interval '15 hours 55 minutes'
               + make_interval(secs => pg_temp.h(i, 12) % 32000) as opened_at,
             (array['WORK_ORDER', 'ENQUIRY', 'DIRECT', 'RECTIFICATION', 'EXTERNAL', 'COMMUNICATION', 'COMPLAINT', 'SPECIAL', 'REPAIR'])
               [1 + width_bucket(pg_temp.h(i, 13) % 100, array[30, 42, 52, 60, 65, 70, 84, 87])] as category,
             pg_temp.h(i, 14) as a, pg_temp.h(i, 15) as b
      from generate_series(1, 420000) i
      join resident r on r.n = 1 + pg_temp.h(i, 16) % 200000
      join matter m on m.m = pg_temp.h(i, 17) % 40) q
--;
create temp table matters as
select c.i, c.number, 'CONTACT' as kind, null::text as parent, c.customer, c.name, c.phone, c.unit, c.site, c.label, c.matter, c.topic, c.item, c.opened_at, c.category, c.a, c.b,
       case when c.opened_at > timestamptz '2026-06-20 00:00+08' and c.a % 10 < 7 or c.a % 200 = 0 then 'OPEN' when c.a % 60 = 1 then 'WITHDRAWN' else 'CLOSED' end as state
from contact c
union all
select c.i + 500000, 'WX' || substr(c.number, 3), 'REPAIR', c.number, c.customer, c.name, c.phone, c.unit, c.site, c.label, c.matter, c.topic, c.item, c.opened_at + interval '1 hour', 'REPAIR', c.a, c.b,
       case when c.opened_at > timestamptz '2026-06-20 00:00+08' and c.a % 10 < 7 or c.a % 200 = 0 then 'OPEN' when c.a % 60 = 1 then 'WITHDRAWN' else 'CLOSED' end
from (select * from contact where category in ('COMPLAINT', 'REPAIR') order by i limit 80000) c
--;
alter table matters add column closed_at timestamptz
--;
update matters set closed_at = least(opened_at + make_interval(hours => 4 + (b % 200)::int), timestamptz '2026-07-06 08:59+08') where state <> 'OPEN'
--;
create index on matters (opened_at)
--;
analyze matters
--;
insert into case_file (number, kind, parent_number, site, channel, customer_id, customer_name, customer_phone, unit_id, unit_name, matter, description, urgency, category, grade,
                       state, handling, completion, outcome, opened_at, opened_by, due_at, closed_at)
select number, kind, parent, site, pg_temp.one(array['CALL', 'CALL', 'CALL', 'VISIT'], b), customer, name, phone, unit, label, matter,
       matter || pg_temp.one(array['，昨晚开始', '，已经反映过一次', '，影响正常生活', '，请尽快安排人员上门', '，家中有老人'], a),
       case when b % 100 < 90 then 'NORMAL' when b % 100 < 98 then 'URGENT' else 'EMERGENCY' end, category,
       case when category = 'COMPLAINT' then pg_temp.one(array['ORDINARY', 'ORDINARY', 'ORDINARY', 'ORDINARY', 'ORDINARY', 'ORDINARY', 'HOT', 'IMPORTANT', 'ORDINARY', 'MAJOR'], b) end,
       state, case when state = 'CLOSED' then pg_temp.one(array['已上门处理完毕', '已更换配件', '已答复客户', '已协调解决'], b) end, case when state = 'CLOSED' then '已完成' end,
       case when state = 'CLOSED' then 'DONE' end, opened_at, 'clerk.' || site, opened_at + interval '7 days', closed_at
from matters order by opened_at
--;
insert into case_timeline (case_number, at, actor, actor_name, kind, text, rule_ids)
select number, opened_at + (coalesce(closed_at, timestamptz '2026-07-06 08:59+08') - opened_at) * (j - 1) / 9.0, 'clerk.' || site, '客服' || site,
       (array['OPENED', 'TASK_DONE', 'NOTE', 'TASK_DONE', 'NOTE', 'NOTE', 'TASK_DONE', 'NOTE', 'TASK_DONE', 'CLOSED'])[j],
       (array['登记：', '确认分类：', '已转有关岗位：', '办理：', '电话联系客户：', '现场查看：', '填写处理情况：', '告知客户进展：', '回访客户：', '销项：'])[j] || matter,
       (array['AS-INT-01', 'AS-INT-05', 'AS-INT-15', 'AS-INT-03', 'AS-INT-04', 'AS-SUR-04', 'AS-SWO-03', 'AS-INT-04', 'AS-CBK-01', 'AS-SWO-04'])[j]
from matters, generate_series(1, 10) j order by opened_at + j * interval '11 hours'
--;
insert into case_submission (case_number, process_key, task_key, task_name, form_id, form_version, submitted_at, submitted_by, submitted_by_name, data)
select number, 'contact-intake', 'Task_ConfirmCategory', '确认分类', 'contact-intake-confirm', 1, opened_at + interval '20 minutes', 'clerk.' || site, '客服' || site,
       jsonb_build_object('category', category, 'categoryReason', '按客户的说法', 'scopeExplained', true)
from matters where kind = 'CONTACT' order by opened_at
--;
insert into contact_register (case_number, site, registered_at, registered_by, registered_by_name, channel, anonymous, caller_name, caller_phone, unit_text, kind, complaint_stated,
                              repair_item, identification, warranty, category, category_by, category_at, remark, passed_on_to, passed_on_at, reply_channel, reply_text, replied_by, replied_at)
select number, site, opened_at, 'clerk.' || site, '客服' || site, pg_temp.one(array['CALL', 'CALL', 'CALL', 'VISIT'], b), false, name, phone, label,
       case category when 'COMPLAINT' then 'COMPLAINT' when 'ENQUIRY' then 'ENQUIRY' when 'SPECIAL' then 'SPECIAL' when 'COMMUNICATION' then 'SUGGESTION' else 'REPAIR' end,
       category = 'COMPLAINT', case when category in ('WORK_ORDER', 'RECTIFICATION', 'REPAIR') then item end, 'MATCHED', pg_temp.one(array['IN', 'OUT', 'OUT'], a), category,
       'clerk.' || site, opened_at + interval '20 minutes', case category when 'RECTIFICATION' then '整改类' when 'EXTERNAL' then '其他类' when 'COMMUNICATION' then '沟通类' end,
       case when category = 'WORK_ORDER' then 'equipment' when category = 'RECTIFICATION' then 'office-director' end, opened_at + interval '25 minutes',
       case when state = 'CLOSED' then 'CALL' end, case when state = 'CLOSED' then '已处理，谢谢您的反映' end, case when state = 'CLOSED' then 'clerk.' || site end,
       case when state = 'CLOSED' then closed_at end
from matters where kind = 'CONTACT' order by opened_at
--;
insert into service_work_order (case_number, repair_requested, agreed_time, first_agreed_time, overdue, state, issued_at, issued_by, work_done, worker, finished_at, written_back_at, written_back_by)
select number, matter, opened_at + interval '1 day', opened_at + interval '1 day', b % 10 = 0, case state when 'OPEN' then 'OPEN' when 'CLOSED' then 'DONE' else 'CANCELLED' end,
       opened_at + interval '40 minutes', 'clerk.' || site, case when state = 'CLOSED' then '已修好' end, case when state = 'CLOSED' then '刘师傅' end, closed_at,
       case when state = 'CLOSED' then closed_at end, case when state = 'CLOSED' then 'clerk.' || site end
from matters where category = 'WORK_ORDER' order by opened_at
--;
insert into rectification_slip (case_number, subject, location, content, requested_by, state, filled_at, filled_by, director, signed_at, received_by, received_at, handler, work_done, finished_on,
                                confirmed_by, confirmed_at, overdue, written_off_at)
select number, matter, label, matter, (opened_at + interval '7 days')::date, case state when 'CLOSED' then 'WRITTEN_OFF' when 'OPEN' then 'RECEIVED' else 'RECLASSIFIED' end,
       opened_at + interval '1 hour', 'clerk.' || site, 'office-director.' || site, opened_at + interval '5 hours', 'project-department.' || site, opened_at + interval '9 hours', '陈工',
       case when state = 'CLOSED' then '已整改' end, closed_at::date, case when state = 'CLOSED' then 'project-department.' || site end, case when state = 'CLOSED' then closed_at end,
       b % 8 = 0, case when state = 'CLOSED' then closed_at end
from matters where category = 'RECTIFICATION' order by opened_at
--;
insert into category_record (case_number, category, content, external_kind, external_unit, stipulated_time, overdue, opened_at, opened_by, closed_at, closed_by, result)
select number, case category when 'EXTERNAL' then 'EXTERNAL' when 'COMMUNICATION' then 'COMMUNICATION' else 'ENGINEERING' end, matter, case when category = 'EXTERNAL' then 'BROADBAND' end,
       case when category = 'EXTERNAL' then '某宽带公司' end, opened_at + interval '2 days', b % 9 = 0, opened_at + interval '1 hour', 'clerk.' || site, closed_at,
       case when state <> 'OPEN' then 'clerk.' || site end, case when state <> 'OPEN' then '已办妥' end
from matters where category in ('EXTERNAL', 'COMMUNICATION') or category = 'WORK_ORDER' and b % 10 = 0 order by opened_at
--;
insert into opinion (case_number, site, topic, opinion, parties, expected_days, occasion_at, recorded_at, recorded_by, result, result_note, closed_at)
select number, site, left(topic, 20), matter, 'DEPARTMENTS', 3, opened_at + interval '2 days', opened_at + interval '1 hour', 'clerk.' || site,
       case when state <> 'OPEN' then 'SETTLED' end, case when state <> 'OPEN' then '已协调' end, closed_at
from matters where category = 'COMMUNICATION' order by opened_at
--;
insert into special_service (case_number, service_requested, wanted_at, requested_at, requested_by, result, agreed_price, provider, provided_at, settled_at, settled_by)
select number, matter, opened_at + interval '2 days', opened_at + interval '1 hour', 'clerk.' || site, case when state <> 'OPEN' then 'PROVIDED' end,
       case when state <> 'OPEN' then 120 end, case when state <> 'OPEN' then '物业公司' end, closed_at, closed_at, case when state <> 'OPEN' then 'clerk.' || site end
from matters where category = 'SPECIAL' order by opened_at
--;
insert into complaint (case_number, site, customer_key, unit_name, state, received_at, channel, phase, mood, content, demand, sensitive, accepted_at, accepted_by, confirmed_at, confirmed_by, facts,
                       confirmed_demand, assessed_at, assessed_by, topic, cause, dissatisfaction, analysis, graded_at, graded_by, grade, responsible_post, lead_post, tracker, tracker_name, due_at,
                       feedback_at, solution, answered_at, final_answered_at, resolved_at, called_back_at, callback_result, satisfaction, lesson, analysed_at, analysed_by, closed_at, repair_matter)
select number, site, 'customer:' || customer, label, state, opened_at, 'CALL', pg_temp.one(array['WARRANTY', 'WARRANTY', 'HANDOVER', 'OTHER'], a), pg_temp.one(array['CALM', 'UPSET', 'ANGRY'], b),
       matter, '尽快解决', b % 30 = 0, opened_at + interval '10 minutes', 'clerk.' || site, opened_at + interval '1 hour', 'clerk.' || site, '属实', '尽快解决', opened_at + interval '2 hours',
       'clerk.' || site, topic, pg_temp.one(array['ENGINEERING', 'PROPERTY', 'PROPERTY', 'DESIGN', 'MARKETING'], a), 'B', '按内容分析', opened_at + interval '2 hours', 'clerk.' || site,
       pg_temp.one(array['ORDINARY', 'ORDINARY', 'ORDINARY', 'ORDINARY', 'ORDINARY', 'ORDINARY', 'HOT', 'IMPORTANT', 'ORDINARY', 'MAJOR'], b),
       pg_temp.one(array['engineering', 'property-staff', 'equipment', 'design', 'sales'], a), 'service-supervisor', 'clerk.' || site, '客服' || site, opened_at + interval '7 days',
       opened_at + interval '2 days', case when state <> 'OPEN' then '已解决' end, opened_at + interval '1 day', case when state <> 'OPEN' then closed_at end,
       case when state <> 'OPEN' then closed_at end, case when state = 'CLOSED' then closed_at end, case when state = 'CLOSED' then case when b % 10 = 0 then 'DISSATISFIED' else 'SATISFIED' end end,
       case when state = 'CLOSED' then case when b % 10 = 0 then 2 else 4 + (b % 2)::int end end, '加强检查', case when state <> 'OPEN' then closed_at end,
       case when state <> 'OPEN' then 'clerk.' || site end, closed_at, a % 2 = 0
from matters where kind = 'CONTACT' and category = 'COMPLAINT' order by opened_at
--;
insert into complaint_week (site, week, made_at, received, resolved, closed, open, overdue)
select s.code, w::date, w + interval '7 days 9 hours', 8, 7, 6, 3, 1
from site s, generate_series(timestamp '2023-07-10', timestamp '2026-06-22', interval '7 days') w
--;
insert into complaint_week_line (site, week, line, text)
select w.site, w.week, n, '外墙渗水，等待雨停后重做防水' from complaint_week w, generate_series(1, 3) n
--;
insert into repair_agreement (site, number, contractor, scope, signed_on, valid_until)
select code, 'XY-' || code, '某建设有限公司', '土建和水电', date '2022-01-01', date '2030-01-01' from site
--;
insert into repair_case (case_number, site, unit_id, unit_name, item_code, warranty, responsible_party, proposed_class, proposed_executor, order_class, executor, class_confirmed_by, class_confirmed_at,
                         limit_key, trades, trade_count, final_amount, satisfaction, outcome, opened_at, completed_at, finished_at)
select number, site, unit, label, item, pg_temp.one(array['IN', 'OUT'], a), case when a % 2 = 0 then 'CONTRACTOR' else 'COMPANY' end, pg_temp.one(array['A', 'B'], a), 'REPAIR_TEAM',
       pg_temp.one(array['A', 'B'], a), 'REPAIR_TEAM', 'service-supervisor.' || site, opened_at + interval '1 day', case when b % 3 = 0 then 'repair-multi' else 'repair-single' end, '防水', 1,
       case when state = 'CLOSED' then 100 + b % 3000 end, case when state = 'CLOSED' then 3 + (b % 3)::int end, case state when 'CLOSED' then 'DONE' when 'WITHDRAWN' then 'CANCELLED' end,
       opened_at, case when state = 'CLOSED' then closed_at end, closed_at
from matters where kind = 'REPAIR' order by opened_at
--;
insert into repair_survey (case_number, round, arranged_by, arranged_at, planned_at, rough_estimate, demanded_parties, result, held_at, filled_by, findings, cause, estimate)
select number, 1, 'clerk.' || site, opened_at + interval '1 hour', opened_at + interval '1 day', 300, 'SERVICE,PROPERTY,REPAIR_LEADER', 'HELD', opened_at + interval '1 day', 'repair-leader.' || site,
       '现场属实', '老化', 200 + b % 3000
from matters where kind = 'REPAIR' order by opened_at
--;
insert into repair_cost (case_number, kind, site, unit_key, item_code, item, amount, considered_sum, tier, approver_post, requested_by, requested_at, approved_by, approved_at, decision, approved_amount)
select number, 'ESTIMATE', site, label, item, matter, 200 + b % 3000, 200 + b % 3000, case when b % 3000 <= 800 then 'SMALL' else 'MEDIUM' end,
       case when b % 3000 <= 800 then 'service-manager' else 'deputy-general-manager' end, 'repair-leader.' || site, opened_at + interval '1 day',
       case when state <> 'OPEN' then 'service-manager' end, case when state <> 'OPEN' then opened_at + interval '2 days' end, case when state <> 'OPEN' then 'APPROVED' else 'PENDING' end,
       case when state <> 'OPEN' then 200 + b % 3000 end
from matters where kind = 'REPAIR' order by opened_at
--;
insert into repair_order (order_number, case_number, round, executor, order_class, issued_by, issued_at, limit_key, due_at, state, finished_at, workers, work_done, signed_by, signed_at, sign_result,
                          sign_attempts, opinion, quality_rating, attitude_rating)
select 'PG-' || number, number, 1, 'REPAIR_TEAM', pg_temp.one(array['A', 'B'], a), 'service-supervisor.' || site, opened_at + interval '2 days', 'repair-single', opened_at + interval '5 days',
       case state when 'CLOSED' then 'ACCEPTED' when 'OPEN' then 'OPEN' else 'CANNOT' end, case when state = 'CLOSED' then closed_at end, '刘师傅', case when state = 'CLOSED' then '已修好' end,
       case when state = 'CLOSED' then name end, case when state = 'CLOSED' then closed_at end, case when state = 'CLOSED' then 'SIGNED' end, 1, '满意', 5, 5
from matters where kind = 'REPAIR' order by opened_at
--;
insert into callback (case_number, site, kind, proposed_way, opened_at, due_at, attempts, called_back_at, called_by, called_by_name, result, satisfaction, opinion, closed_at)
select number, site, case when kind = 'REPAIR' then 'REPAIR' when category = 'COMPLAINT' then 'COMPLAINT' else 'WORK_ORDER' end, 'CALL', closed_at, closed_at + interval '1 day', 1,
       closed_at + interval '3 hours', 'records-clerk.' || site, '资料员', case when b % 10 = 0 then 'DISSATISFIED' else 'SATISFIED' end, case when b % 10 = 0 then 2 else 4 + (b % 2)::int end,
       '客户表示感谢', closed_at + interval '3 hours'
from matters where state = 'CLOSED' and (kind = 'REPAIR' or category in ('COMPLAINT', 'WORK_ORDER')) order by closed_at
--;
insert into clock_pause (case_number, reason, note, paused_at, paused_by, resumed_at, resumed_by)
select number, 'PARTS', '等配件', opened_at + interval '1 day', 'clerk.' || site, opened_at + interval '2 days', 'clerk.' || site from matters where b % 25 = 0
--;
insert into notice (notice_key, template_key, template_version, case_number, site, subject, body, created_at)
select 'bench-' || number, 'task-overdue', 1, number, site, '任务已超时：' || matter || '（' || number || '）', '任务已超时，请立即跟进。', opened_at + interval '3 days' from matters where b % 3 = 0 order by opened_at
--;
insert into notice_delivery (notice_id, recipient_kind, recipient, channel, state, created_at, sent_at, read_at)
select n.id, 'STAFF', p.login, 'IN_APP', 'SENT', n.created_at, n.created_at, case when n.created_at < timestamptz '2026-06-25 00:00+08' then n.created_at end
from notice n cross join lateral (select 'clerk.' || n.site as login union all select 'service-manager.bench' where n.id % 40 = 0) p where n.notice_key like 'bench-%'
--;
set session_replication_role = origin
--;
insert into figure_stale (case_number) select case_number from complaint
