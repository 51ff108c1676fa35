--liquibase formatted sql

--changeset casework:administration-001
--comment Who changed what, when: one line for each change of settings, people, homes and procedures
create table admin_change (
    id          bigint generated always as identity primary key,
    changed_at  timestamptz  not null,
    changed_by  varchar(64)  not null,
    area        varchar(20)  not null check (area ~ '^[A-Z]+$'),
    subject_key varchar(255) not null,
    subject     varchar(300) not null,
    what        varchar(500) not null,
    before      text         not null,
    after       text         not null,
    reference   varchar(64)
);
comment on table admin_change is '变更记录：管理页面和流程部署的每一次更改，只增不改';
comment on column admin_change.changed_by is '登录名；system=软件自身（随软件发布）';
comment on column admin_change.area is '更改的方面，如 CALENDAR、TEMPLATES、DECISIONS、STAFF';
comment on column admin_change.subject_key is '被更改事物的编号，如登录名、决策编号';
comment on column admin_change.before is '更改前的内容，用文字写明；空=原来没有，或属保密（密码）';
comment on column admin_change.after is '更改后的内容；空=已删除，或属保密（密码）';
comment on column admin_change.reference is '由部署引起的更改：部署编号';
create index admin_change_time on admin_change (changed_at);
create index admin_change_person on admin_change (changed_by, id desc);
create index admin_change_subject on admin_change (area, subject_key, id desc);
create index admin_change_area on admin_change (area, id desc);
create index admin_change_reference on admin_change (reference) where reference is not null;

--changeset casework:administration-002 splitStatements:false
create function admin_change_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'admin_change is append-only';
end $$;
create trigger admin_change_append_only before update or delete on admin_change
    for each row execute function admin_change_append_only();
create trigger admin_change_not_emptied before truncate on admin_change
    for each statement execute function admin_change_append_only();

--changeset casework:administration-003
--comment What each pass over the open deadlines moved, so that whoever changes the calendar can be told
create table deadline_pass (
    id          bigint generated always as identity primary key,
    began_at    timestamptz not null,
    finished_at timestamptz not null,
    instances   integer     not null check (instances >= 0),
    tasks       integer     not null check (tasks >= 0),
    timers      integer     not null check (timers >= 0)
);
comment on table deadline_pass is '按工作日历核对期限的记录：工作日历更改之后和每天夜间各核对一次';
comment on column deadline_pass.instances is '核对了几个流程实例';
comment on column deadline_pass.tasks is '移动了几个任务的到期时间';
comment on column deadline_pass.timers is '移动了几个定时器';
create index deadline_pass_began on deadline_pass (began_at);
