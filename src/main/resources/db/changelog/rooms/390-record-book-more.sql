--liquibase formatted sql

--changeset casework:record-book-more-001
--comment A form that is sent twice makes one entry
alter table record_entry add form uuid;
comment on column record_entry.form is '登记表单的唯一标识：同一张表单重复提交只登记一次';
create unique index record_entry_form on record_entry (entered_by, form) where form is not null;
