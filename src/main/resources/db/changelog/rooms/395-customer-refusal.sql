--liquibase formatted sql

--changeset casework:customer-refusal-001
--comment Why and since when a customer does not want to be contacted
alter table customer add contact_refused_reason varchar(200) not null default '';
alter table customer add contact_refused_on date;
comment on column customer.contact_refused_reason is '客户不愿接受联系的理由；空=登记时没有写';
comment on column customer.contact_refused_on is '从哪天起不愿接受联系；空=没有表示过，或当时没有记日期';
