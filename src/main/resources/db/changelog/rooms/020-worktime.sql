--liquibase formatted sql

--changeset casework:worktime-001
--comment Weekly hours, published calendar years and days, and the record of who changed them
create table work_week (
    valid_from date primary key,
    note       varchar(200)
);
comment on table work_week is '每周工作时间：自生效日起适用，直到下一条生效';

create table work_period (
    valid_from date     not null references work_week (valid_from) on delete cascade,
    weekday    smallint not null check (weekday between 1 and 7),
    opens      time     not null,
    closes     time     not null,
    primary key (valid_from, weekday, opens),
    check (opens < closes)
);
comment on table work_period is '工作时段，左闭右开；没有时段的星期为休息日';
comment on column work_period.weekday is '1=星期一 … 7=星期日';

create table calendar_year (
    year      integer primary key check (year between 2000 and 2100),
    announced boolean not null,
    source    varchar(200),
    note      varchar(500),
    check (not announced or source is not null)
);
comment on table calendar_year is '各年度放假调休安排是否已经公布及其依据';

create table calendar_day (
    day    date primary key,
    kind   varchar(20)  not null check (kind in ('HOLIDAY', 'MAKEUP_WORKDAY')),
    name   varchar(60)  not null,
    source varchar(200) not null,
    year   integer      not null references calendar_year (year)
);
create index calendar_day_year on calendar_day (year);
comment on table calendar_day is '节假日与调休上班日';
comment on column calendar_day.year is '该日所属的年度安排；下一年度的安排可能涉及上年十二月';

create table calendar_change (
    id         bigint generated always as identity primary key,
    changed_at timestamptz   not null,
    changed_by varchar(64)   not null,
    what       varchar(1000) not null
);
comment on table calendar_change is '工作日历修改记录，只增不改';

--changeset casework:worktime-002
--comment Office hours: Monday to Friday, with a lunch break
insert into work_week (valid_from, note) values (date '2000-01-01', '默认工作时间');
insert into work_period (valid_from, weekday, opens, closes)
select date '2000-01-01', d, p.opens, p.closes
from generate_series(1, 5) d
         cross join (values (time '09:00', time '12:00'), (time '13:30', time '17:30')) as p (opens, closes);

--changeset casework:worktime-003
--comment The schedules that the general office of the State Council published for 2025 and 2026; 2027 is not announced
insert into calendar_year (year, announced, source, note) values
    (2025, true, '国务院办公厅2024-11-12通知', null),
    (2026, true, '国务院办公厅2025-11-04通知', null),
    (2027, false, null, '尚未公布；公布后可能同时调整2026年12月的日期');

insert into calendar_day (day, kind, name, source, year)
select s.first + n, 'HOLIDAY', s.name, y.source, y.year
from (values (date '2025-01-01', date '2025-01-01', '元旦'),
             (date '2025-01-28', date '2025-02-04', '春节'),
             (date '2025-04-04', date '2025-04-06', '清明节'),
             (date '2025-05-01', date '2025-05-05', '劳动节'),
             (date '2025-05-31', date '2025-06-02', '端午节'),
             (date '2025-10-01', date '2025-10-08', '国庆节、中秋节'),
             (date '2026-01-01', date '2026-01-03', '元旦'),
             (date '2026-02-15', date '2026-02-23', '春节'),
             (date '2026-04-04', date '2026-04-06', '清明节'),
             (date '2026-05-01', date '2026-05-05', '劳动节'),
             (date '2026-06-19', date '2026-06-21', '端午节'),
             (date '2026-09-25', date '2026-09-27', '中秋节'),
             (date '2026-10-01', date '2026-10-07', '国庆节')) as s (first, last, name)
         cross join lateral generate_series(0, s.last - s.first) n
         join calendar_year y on y.year = extract(year from s.first);

insert into calendar_day (day, kind, name, source, year)
select m.day, 'MAKEUP_WORKDAY', m.name, y.source, y.year
from (values (date '2025-01-26', '春节'), (date '2025-02-08', '春节'), (date '2025-04-27', '劳动节'),
             (date '2025-09-28', '国庆节、中秋节'), (date '2025-10-11', '国庆节、中秋节'),
             (date '2026-01-04', '元旦'), (date '2026-02-14', '春节'), (date '2026-02-28', '春节'),
             (date '2026-05-09', '劳动节'), (date '2026-09-20', '国庆节'), (date '2026-10-10', '国庆节')) as m (day, name)
         join calendar_year y on y.year = extract(year from m.day);

--changeset casework:worktime-004
--comment Pauses of a case's clock
create table clock_pause (
    id          bigint generated always as identity primary key,
    case_number varchar(40)  not null,
    reason      varchar(20)  not null check (reason in ('CUSTOMER', 'PARTS', 'WEATHER', 'THIRD_PARTY')),
    note        varchar(500) not null default '',
    paused_at   timestamptz  not null,
    paused_by   varchar(64)  not null,
    resumed_at  timestamptz,
    resumed_by  varchar(64),
    check (resumed_at >= paused_at),
    check ((resumed_at is null) = (resumed_by is null))
);
create index clock_pause_case on clock_pause (case_number, paused_at);
create unique index clock_pause_open on clock_pause (case_number) where resumed_at is null;
comment on table clock_pause is '案件计时暂停：原因、起止时间和经办人；同一案件同时最多一条未恢复';
comment on column clock_pause.reason is 'CUSTOMER=等待客户 PARTS=等待配件材料 WEATHER=天气原因 THIRD_PARTY=等待第三方';
