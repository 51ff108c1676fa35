--liquibase formatted sql

--changeset casework:procedure-gate-001
--comment What of the software's release is in force, and what waits for a person's decision
create table procedure_release (
    kind           varchar(10)  not null check (kind in ('PROCESS', 'DECISION')),
    key            varchar(255) not null,
    content_hash   varchar(64),
    deployment_id  varchar(64),
    deployed_at    timestamptz,
    pending_hash   varchar(64),
    pending_reason varchar(20)  check (pending_reason in ('CHANGED_HERE', 'REFUSED')),
    pending_since  timestamptz,
    pending_detail text,
    declined_hash  varchar(64),
    decided_by     varchar(64),
    decided_at     timestamptz,
    primary key (kind, key),
    check ((content_hash is null) = (deployment_id is null)),
    check ((pending_hash is null) = (pending_reason is null))
);
comment on table procedure_release is '随软件发布的流程与决策:上次由发布部署的内容,以及等待人员决定的改动';
comment on column procedure_release.content_hash is '上次由发布部署的内容的摘要;空=数据库里的版本从未由发布部署';
comment on column procedure_release.pending_reason is 'CHANGED_HERE=现行版本是管理员改的,发布的新内容没有部署;REFUSED=发布的新内容没有通过部署检查';
comment on column procedure_release.declined_hash is '人员决定不采用的发布内容;同样的内容不再询问';
create index procedure_release_pending on procedure_release (pending_since) where pending_hash is not null;

create table procedure_deployment_question (
    person       varchar(64) not null,
    content_hash varchar(64) not null,
    asked_at     timestamptz not null,
    primary key (person, content_hash)
);
comment on table procedure_deployment_question is '部署时提出、等待确认的提醒;十分钟内同一人以同样内容再次部署即为确认';
create index procedure_deployment_question_age on procedure_deployment_question (asked_at);
