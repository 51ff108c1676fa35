-- What goes with the three years of three-years.sql: the staff of the sites, what was done about major complaints, feedback of departments, tracking of category records,
-- surveys' signatures, inspections, extensions, calls of callbacks, daily lists, numbers of old registers. Steps are apart by a line that holds only "--;".
set session_replication_role = replica
--;
set work_mem = '256MB'
--;
insert into staff (login, name)
select p.code || '.' || s.code, case p.code when 'clerk' then '客服' || s.code else p.name || s.code end
from site s, post p where p.code in ('clerk', 'records-clerk', 'service-supervisor', 'office-director', 'repair-leader', 'repair-team', 'equipment', 'property-staff', 'project-department')
--;
insert into assignment (login, post_code, site_code)
select s.login, split_part(s.login, '.', 1), split_part(s.login, '.', 2) from staff s where s.login ~ '[.]s[0-9]{3}$'
--;
insert into contractor (name) select a.contractor || ' ' || a.site from repair_agreement a order by a.site
--;
insert into complaint_major (case_number, reported_at, measures, directed_posts, measures_by, measures_by_name, measures_at, meeting_on, participants, minutes, minutes_by, minutes_by_name,
                             minutes_at, report, report_by, report_by_name, report_at)
select case_number, received_at + interval '2 hours', case when state <> 'OPEN' then '工程部牵头，三日内提出方案' end, 'engineering', case when state <> 'OPEN' then 'general-manager' end,
       case when state <> 'OPEN' then '总经理' end, case when state <> 'OPEN' then received_at + interval '5 hours' end, case when state <> 'OPEN' then (received_at + interval '1 day')::date end,
       case when state <> 'OPEN' then '服务处、工程部、设计部' end, case when state <> 'OPEN' then '会议议定：先安置客户，再查明原因，' || content end,
       case when state <> 'OPEN' then 'service-manager.bench' end, case when state <> 'OPEN' then '服务经理' end, case when state <> 'OPEN' then received_at + interval '30 hours' end,
       case when state <> 'OPEN' then '事情经过、原因分析和改进措施：' || content end, case when state <> 'OPEN' then 'service-manager.bench' end, case when state <> 'OPEN' then '服务经理' end,
       case when state <> 'OPEN' then received_at + interval '9 days' end
from complaint where grade = 'MAJOR' order by received_at
--;
insert into complaint_feedback (case_number, post, result, findings, solution, promised_at, handler, at, by_login, by_name)
select case_number, responsible_post, 'HANDLED', '现场核实属实', '安排维修并向客户说明', received_at + interval '5 days', '周工', coalesce(feedback_at, received_at), 'equipment.' || site, '设备' || site
from complaint order by received_at
--;
insert into complaint_reply (case_number, kind, channel, text, refused, at, by_login, by_name)
select case_number, k.kind, 'CALL', case k.kind when 'INTERIM' then '已转有关部门处理' else '已处理完毕，感谢您的反映' end, false,
       case k.kind when 'INTERIM' then answered_at else final_answered_at end, 'clerk.' || site, '客服' || site
from complaint, (values ('INTERIM'), ('FINAL')) k (kind)
where k.kind = 'INTERIM' and answered_at is not null or final_answered_at is not null order by received_at
--;
insert into opinion_cluster (site, topic, opinions, since, detected_at, case_number, state, prevention, response, measures_by, planned_at, planned_by)
select o.site, t.code, 4 + o.id::int % 6, o.recorded_at - interval '12 days', o.recorded_at, o.case_number, case when o.result is null then 'REPORTED' else 'PLANNED' end,
       case when o.result is not null then '加强巡查，提前告知' end, case when o.result is not null then '统一答复，两周内整改' end, case when o.result is not null then (o.recorded_at + interval '14 days')::date end,
       case when o.result is not null then o.recorded_at + interval '1 day' end, case when o.result is not null then 'office-director.' || o.site end
from opinion o, lateral (select code from complaint_topic order by code offset o.id % (select count(*) from complaint_topic) limit 1) t
where o.id % 15 = 0 order by o.recorded_at
--;
insert into category_record_entry (record_id, at, by_login, text, next_time)
select c.id, c.opened_at + j * interval '1 day', c.opened_by, (array['已电话联系，约定上门时间', '已到场查看，等待配件', '已催促，对方答复两日内完成'])[j], c.opened_at + (j + 1) * interval '1 day'
from category_record c, generate_series(1, 3) j order by c.opened_at + j * interval '1 day'
--;
insert into repair_survey_attendee (survey_id, position, party, name, signed)
select v.id, j, (array['SERVICE', 'PROPERTY', 'REPAIR_LEADER'])[j], (array['李工', '王主管', '赵队长'])[j], true from repair_survey v, generate_series(1, 3) j
--;
insert into repair_inspection (order_id, three_party, inspected_at, recorded_by, inspector_party, inspector, leader_name, passed)
select id, false, finished_at, 'repair-leader', 'SERVICE', '李工', '赵队长', true from repair_order where finished_at is not null order by finished_at
--;
insert into repair_extension (order_id, asked_by, asked_at, reason, wished_due, consent, consented_at, channel, customer_words, new_due, recorded_by, effective)
select id, issued_by, issued_at + interval '2 days', '配件缺货，等待厂家发货', (due_at + interval '4 days')::date, case when id % 7 <> 0 then true end,
       case when id % 7 <> 0 then issued_at + interval '50 hours' end, case when id % 7 <> 0 then 'PHONE' end, case when id % 7 <> 0 then '同意' end,
       case when id % 7 <> 0 then (due_at + interval '4 days')::date end, case when id % 7 <> 0 then issued_by end, id % 7 <> 0
from repair_order where id % 9 = 0 order by issued_at
--;
insert into callback_attempt (callback_id, attempt_no, at, way, outcome, by_login, by_name)
select id, 1, coalesce(called_back_at, opened_at), (array['CALL', 'CALL', 'VISIT', 'MESSAGE'])[1 + id % 4], 'ANSWERED', coalesce(called_by, 'records-clerk'), coalesce(called_by_name, '资料员')
from callback order by opened_at
--;
insert into complaint_review (site, day, listed_at, open, overdue, cases)
select s.code, d::date, d + interval '9 hours', 2 + hashint4(extract(epoch from d)::int) % 3, 1, 'KF-20260101-0001 外墙渗水，等待雨停'
from site s, generate_series(timestamp '2023-07-10', timestamp '2026-07-03', interval '1 day') d where extract(isodow from d) <= 5
--;
insert into case_legacy (case_number, site, legacy_number, imported_at, imported_by)
select number, site, 'JL-' || row_number() over (order by number), opened_at, 'records-clerk' from (select number, site, opened_at from case_file order by opened_at limit 40000) old
--;
insert into record_entry (number, kind, site, day, due_on, done_on, content, version, entered_at, entered_by, entered_by_name, changed_at, changed_by, changed_by_name)
select 'ZL-' || to_char(date '2023-07-10' + i % 1080, 'YYYYMMDD') || '-' || lpad((1 + i / 1080)::text, 4, '0'), k.code, case k.scope when 'SITE' then 's' || lpad((i / 7 % 100)::text, 3, '0') end,
       date '2023-07-10' + i % 1080, case when k.tracked then date '2023-07-24' + i % 1080 end, case when k.tracked and i % 40 > 0 then date '2023-07-20' + i % 1080 end, '{}', 1,
       timestamptz '2023-07-10 10:00+08' + i % 1080 * interval '1 day', 'records-clerk.bench', '资料员', timestamptz '2023-07-10 10:00+08' + i % 1080 * interval '1 day', 'records-clerk.bench', '资料员'
from generate_series(0, 99999) i, lateral (select code, scope, tracked from record_kind where active order by position, code offset i % (select count(*) from record_kind where active) limit 1) k
--;
set session_replication_role = origin
--;
reset all
--;
analyze
