--liquibase formatted sql

--changeset casework:record-book-more-001
--comment A form that is sent twice makes one entry
alter table record_entry add form uuid;
comment on column record_entry.form is '登记表单的唯一标识：同一张表单重复提交只登记一次';
create unique index record_entry_form on record_entry (entered_by, form) where form is not null;

--changeset casework:record-book-more-002 splitStatements:false
--comment Single characters and pairs of neighbouring ones of each text of an entry, long ones too, each with its field; split once, so that long texts cost no more than their length
create function record_grams(content jsonb) returns text[] language sql immutable strict parallel safe cost 1000 as $$
    select coalesce(array_agg(distinct key || ':' || gram), '{}')
    from (select key, part, part || lead(part) over (partition by key order by place) as pair
          from jsonb_each(content) as field (key, value), unnest(string_to_array(lower(value #>> '{}'), null)) with ordinality as parts (part, place)
          where jsonb_typeof(value) = 'string') pairs,
         lateral (values (part), (pair)) as grams (gram)
    where gram is not null
$$;

--changeset casework:record-book-more-003
create index record_entry_grams on record_entry using gin (record_grams(content));
drop index record_entry_words;
drop function record_words(jsonb);

--changeset casework:record-book-more-004
create table record_attachment (
    id               bigint generated always as identity primary key,
    entry_id         bigint       not null references record_entry,
    name             varchar(120) not null,
    kind             varchar(10)  not null check (kind in ('JPEG', 'PNG', 'PDF')),
    size             bigint       not null check (size > 0),
    sha256           char(64)     not null,
    width            integer      check (width > 0),
    height           integer      check (height > 0),
    stored_as        varchar(64)  not null unique,
    uploaded_at      timestamptz  not null,
    uploaded_by      varchar(64)  not null,
    uploaded_by_name varchar(100) not null,
    voided_at        timestamptz,
    voided_by        varchar(64),
    voided_by_name   varchar(100),
    void_reason      varchar(200),
    check ((width is null) = (height is null)),
    check ((kind = 'PDF') = (width is null)),
    check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null))
);
comment on table record_attachment is '资料簿记录的附件：照片和 PDF；文件在附件目录中，不删除，只作废';
comment on column record_attachment.name is '上传人起的名称，扩展名与内容一致';
comment on column record_attachment.stored_as is '附件目录中的随机文件名';
comment on column record_attachment.sha256 is '文件内容的 SHA-256';
create index record_attachment_entry on record_attachment (entry_id, id);
create unique index record_attachment_once on record_attachment (entry_id, sha256) where voided_at is null;

--changeset casework:record-book-more-005 splitStatements:false
create function record_attachment_kept() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' then
        raise exception 'attachments are not deleted';
    end if;
    if old.voided_at is not null
       or row(new.id, new.entry_id, new.name, new.kind, new.size, new.sha256, new.width, new.height, new.stored_as, new.uploaded_at, new.uploaded_by, new.uploaded_by_name)
          is distinct from
          row(old.id, old.entry_id, old.name, old.kind, old.size, old.sha256, old.width, old.height, old.stored_as, old.uploaded_at, old.uploaded_by, old.uploaded_by_name) then
        raise exception 'an attachment can only be declared void, once';
    end if;
    return new;
end $$;
create trigger record_attachment_kept before update or delete on record_attachment for each row execute function record_attachment_kept();
create trigger record_attachment_not_emptied before truncate on record_attachment for each statement execute function record_attachment_kept();

--changeset casework:record-book-more-006
--comment A field whose value may not exceed that of another one: an end before its beginning, a part greater than the whole
alter table record_field add at_most varchar(32) not null default '';
comment on column record_field.at_most is '同一种类、同一类型的另一个栏目：两栏都填写时，这一栏不能大于（日期不能晚于）那一栏；空=不比较';
update record_field set at_most = 'claimed' where kind = 'repair-settlements' and key = 'reviewed' and type = 'MONEY';
update record_field set at_most = 'deposit' where kind = 'final-payment-opinions' and key = 'amount' and type = 'MONEY';
update record_field set at_most = 'issued' where kind = 'owner-opinions' and key = 'collected' and type = 'NUMBER';

--changeset casework:record-book-more-007
--comment Fields with a due day: who is told how long before, once for each day
alter table record_field add remind_days integer check (remind_days between 0 and 365);
alter table record_field add remind_post varchar(64);
alter table record_field add check ((remind_days is null) = (remind_post is null));
comment on column record_field.remind_days is '到期提醒：提前几天，0=当天；空=不提醒';
comment on column record_field.remind_post is '到期提醒：提醒哪个岗位（记录所在小区的任职人）';
create table record_reminder (
    entry_id bigint      not null references record_entry,
    field    varchar(32) not null,
    day      date        not null,
    told_at  timestamptz not null,
    primary key (entry_id, field, day)
);
comment on table record_reminder is '已经发出的到期提醒：每条记录、每个栏目、每个日期一次';
update record_field set remind_days = 30, remind_post = 'service-supervisor' where kind = 'final-payment-opinions' and key = 'warrantyUntil' and type = 'DAY';
insert into notice_template (template_key, version, title, rule_id, channels, subject, body, sample, active, created_by, created_at)
values
    ('record-due', 1, '资料簿到期提醒', 'AS-RET-01', 'IN_APP,EMAIL', '《{{kind}}》{{item}}：{{day}}',
     e'《{{kind}}》{{number}} 的{{item}}是 {{day}}，请及时办理。\n在“资料簿”的《{{kind}}》里打开 {{number}}；已经办完的，请登记办结，就不再提醒。',
     '{"kind": "工程尾款支付意见", "number": "ZL-20261122-0001", "item": "保修期满日", "day": "2026-12-22"}', true, 'casework', now());
