--liquibase formatted sql

--changeset casework:clerk-desk-001 splitStatements:false
--comment The key of a unit's name, as UnitKey makes it, for cases whose unit is not settled: what the customer said is found in any notation
create function house_key(name text) returns text
    language plpgsql immutable strict parallel safe cost 3000
as $$
declare
    parts    constant text := '(?=栋|幢|座|号楼|号院|单元|层|室)';
    plain    text := upper(normalize(name, NFKC));
    numeral  text;
    arabic   text;
begin
    loop
        numeral := substring(plain from '([一二三四五六七八九十]{1,3})' || parts);
        exit when numeral is null;
        arabic := translate(numeral, '一二三四五六七八九', '123456789');
        if strpos(numeral, '十') > 0 then
            arabic := case when numeral like '十%' then '1' else left(arabic, 1) end || case when numeral like '%十' then '0' else right(arabic, 1) end;
        end if;
        plain := regexp_replace(plain, numeral || parts, arabic);
    end loop;
    plain := regexp_replace(plain, '[0-9]+层', ' ', 'g');
    return (select string_agg(regexp_replace(part[1], '^0+(?=[0-9])', ''), '-' order by n)
            from regexp_matches(plain, '[0-9A-Z]+', 'g') with ordinality as found (part, n));
end
$$;

--changeset casework:clerk-desk-002
--comment Kept with the case: to make the key again for each case that an index proposes takes longer than to find them
alter table case_file add column said_house text generated always as (case when unit_id is null then house_key(unit_name) end) stored;
comment on column case_file.said_house is '房号尚未核对时,客户所说房号的归一写法,用于查找;已对上房号的为空';
create index case_file_house_said on case_file (said_house text_pattern_ops) where said_house is not null;

--changeset casework:clerk-desk-003
--comment A sheet that was put away by mistake can be taken back for some days
alter table call_draft add column discarded_at timestamptz;
alter table call_draft add check (discarded_at is null or case_number is null);
comment on column call_draft.discarded_at is '何时被放弃;放弃后七天内可以取回,过后删除;空=没有放弃';
