--liquibase formatted sql

--changeset casework:contractor-001
create table contractor (
    id             bigint generated always as identity primary key,
    name           varchar(120) not null unique,
    contact        varchar(50)  not null default '',
    phone          varchar(40)  not null default '',
    trades         varchar(300) not null default '',
    note           varchar(500) not null default '',
    retired_on     date,
    retired_reason varchar(300),
    check ((retired_on is null) = (retired_reason is null))
);
comment on table contractor is '施工单位：名称、联系人和承修范围；协议和派工单按名称指向它';
comment on column contractor.trades is '承修范围，如 土建、防水和外墙';
comment on column contractor.retired_on is '停用之日：此后不再签协议、不再据以派工；空=在用';
create index repair_agreement_contractor on repair_agreement (contractor);
create index repair_order_contractor on repair_order (contractor, id) where contractor is not null;
create index repair_case_contractor on repair_case (contractor) where contractor is not null;

--changeset casework:contractor-002
--comment Whoever stands in agreements and orders already is registered
insert into contractor (name)
select name from (select btrim(contractor) as name from repair_agreement union select btrim(contractor) from repair_order where contractor is not null) known
where name <> '' order by name;

--changeset casework:contractor-003 splitStatements:false
--comment Who took lists out of the house stays on record; only the number of rows is filled in when an export ends
create function export_log_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.rows is null
       and (new.id, new.asked_at, new.login, new.name, new.register, new.format, new.filters, new.sites)
           is not distinct from (old.id, old.asked_at, old.login, old.name, old.register, old.format, old.filters, old.sites) then
        return new;
    end if;
    raise exception 'export_log is append-only';
end $$;
create trigger export_log_append_only before update or delete on export_log for each row execute function export_log_append_only();
create trigger export_log_not_emptied before truncate on export_log for each statement execute function export_log_append_only();

--changeset casework:supervision-001
create table post_supervision (
    supervisor varchar(64) not null references post,
    post       varchar(64) not null references post,
    primary key (supervisor, post)
);
comment on table post_supervision is '督办关系：哪个岗位可以查看、放回和改派哪些岗位的任务，各在自己任职的小区内；审批回避不因此放宽';
create index post_supervision_post on post_supervision (post);

--changeset casework:supervision-002
--comment The three managing posts as they were; above them the company's leaders, each over the posts that report to them
insert into post_supervision (supervisor, post)
select supervisor, unnest(string_to_array(posts, ' ')) from (values
    ('service-supervisor', 'clerk records-clerk steward repair-leader repair-team service-supervisor'),
    ('service-manager', 'clerk records-clerk steward repair-leader repair-team service-supervisor office-director management-office equipment property-staff project-department service-manager'),
    ('office-director', 'management-office equipment property-staff steward repair-leader repair-team project-department office-director'),
    ('vice-chief-engineer', 'engineering design'),
    ('deputy-general-manager', 'service-manager office-director vice-chief-engineer engineering design sales legal finance audit'),
    ('general-manager', 'service-manager office-director vice-chief-engineer deputy-general-manager engineering design sales legal finance audit group-centre')
) defaults (supervisor, posts);

--changeset casework:sample-001
--comment The examples of notices that came with the software wrote half-width punctuation between Chinese words
update notice_template
   set sample = cast(regexp_replace(regexp_replace(regexp_replace(cast(sample as text), '([一-龥]),(?=[一-龥])', '\1，', 'g'), '([一-龥]):(?=[一-龥])', '\1：', 'g'),
                     '([一-龥]);(?=[一-龥])', '\1；', 'g') as jsonb)
 where created_by = 'casework';
