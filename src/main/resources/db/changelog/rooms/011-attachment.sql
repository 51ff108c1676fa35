--liquibase formatted sql

--changeset casework:attachment-001
create table case_attachment (
    id               bigint generated always as identity primary key,
    case_number      varchar(24)  not null references case_file (number),
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
    void_reason      varchar(300),
    check ((width is null) = (height is null)),
    check ((kind = 'PDF') = (width is null)),
    check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null))
);
comment on table case_attachment is '案件附件：照片和 PDF;文件在附件目录中，不删除，只作废';
comment on column case_attachment.name is '上传人起的名称，扩展名与内容一致';
comment on column case_attachment.stored_as is '附件目录中的随机文件名';
comment on column case_attachment.sha256 is '文件内容的 SHA-256';
create index case_attachment_case on case_attachment (case_number, id);
create unique index case_attachment_once on case_attachment (case_number, sha256) where voided_at is null;

--changeset casework:attachment-002 splitStatements:false
create function case_attachment_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'attachments are not deleted';
    end if;
    if old.voided_at is not null
       or row(new.id, new.case_number, new.name, new.kind, new.size, new.sha256, new.width, new.height, new.stored_as, new.uploaded_at, new.uploaded_by, new.uploaded_by_name)
          is distinct from
          row(old.id, old.case_number, old.name, old.kind, old.size, old.sha256, old.width, old.height, old.stored_as, old.uploaded_at, old.uploaded_by, old.uploaded_by_name) then
        raise exception 'an attachment can only be declared void, once';
    end if;
    return new;
end $$;
create trigger case_attachment_kept before update or delete on case_attachment
    for each row execute function case_attachment_kept();
