--liquibase formatted sql

--changeset casework:weekly-figures-001
--comment What a weekly report lists as unsolved, one row each instead of one text that had to be taken apart again
create table complaint_week_line (
    site         varchar(64) not null,
    week         date        not null,
    line         integer     not null check (line > 0),
    case_number  varchar(24) references complaint (case_number),
    text         text        not null,
    primary key (site, week, line),
    foreign key (site, week) references complaint_week (site, week)
);
comment on table complaint_week_line is '投诉处理周报所列的未解决投诉和到报送时为止的处理经过（AS-CMP-08），按等待时间排列，报送后不再改变';
comment on column complaint_week_line.case_number is '案件编号；空=这一行不是某一件投诉，如“另有 3 件”';
comment on column complaint_week_line.text is '等级、事由、跟踪人、是否超期和处理经过';

--changeset casework:weekly-figures-002
--comment A line that does not begin with the number of a complaint is kept whole
insert into complaint_week_line (site, week, line, case_number, text)
select w.site, w.week, row_number() over (partition by w.site, w.week order by told.n), c.case_number,
       case when c.case_number is null then told.text else btrim(substr(told.text, length(c.case_number) + 1)) end
from complaint_week w
    cross join lateral regexp_split_to_table(w.unsolved, e'\r?\n') with ordinality told (text, n)
    left join complaint c on c.case_number = split_part(told.text, ' ', 1)
where btrim(told.text) not in ('', '没有未解决的投诉');
alter table complaint_week drop column unsolved;
