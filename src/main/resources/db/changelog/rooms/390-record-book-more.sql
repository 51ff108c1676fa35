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
