--liquibase formatted sql

--changeset casework:print-001
create table print_template (
    form       varchar(40)  not null,
    version    integer      not null check (version >= 1),
    html       text         not null check (octet_length(html) <= 200000),
    active     boolean      not null,
    created_by varchar(64)  not null,
    created_at timestamptz  not null,
    primary key (form, version)
);
comment on table print_template is '打印单据的模板:本公司改过的各个版本;没有启用的版本时用软件自带的模板,软件升级不改动这里';
comment on column print_template.form is '单据代码,如 work-order';
comment on column print_template.active is '是否正在使用;每种单据至多一个';
create unique index print_template_active on print_template (form) where active;
