--liquibase formatted sql

--changeset casework:procedure-inbox-001
--comment Which of Tasklist's filters came with the software, and what they looked like when it wrote them
create table inbox_filter (
    code       varchar(100) not null primary key,
    filter_id  varchar(64)  not null unique,
    definition varchar(64)  not null,
    content    varchar(64)  not null
);
comment on table inbox_filter is '随软件提供的任务列表筛选器;管理员自己建的不在此表';
comment on column inbox_filter.filter_id is '引擎中筛选器的编号';
comment on column inbox_filter.definition is '写入时软件给出的定义的摘要;与现行定义不同=新版本改了它';
comment on column inbox_filter.content is '写入后引擎中内容的摘要;与引擎中现有内容不同=管理员改过,不再覆盖';
