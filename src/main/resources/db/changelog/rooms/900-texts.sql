--liquibase formatted sql

--changeset casework:texts-001 splitStatements:false
--comment The texts that came with the software wrote half-width punctuation between Chinese words; what the company has reworded stays as it is
create function pg_temp.full_width(words text) returns text language sql immutable strict as $$
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(words,
        '([一-龥）”》}]),(?=[一-龥（“《{])', '\1，', 'g'),
        '([一-龥）”》}]);(?=[一-龥（“《{])', '\1；', 'g'),
        '([一-龥）”》}]):(?=[一-龥（“《{0-9])', '\1：', 'g'),
        '([一-龥}”》])\(([^()]*)\)', '\1（\2）', 'g')
$$;
update notice_template set title = pg_temp.full_width(title), subject = pg_temp.full_width(subject), body = pg_temp.full_width(body)
    where created_by = 'casework';
update post set description = pg_temp.full_width(description);
update warranty_item set name = pg_temp.full_width(name), basis = pg_temp.full_width(basis);

--changeset casework:texts-002 splitStatements:false
--comment A sign behind a bracket that texts-001 made full-width
create function pg_temp.after_bracket(words text) returns text language sql immutable strict as $$
    select regexp_replace(regexp_replace(regexp_replace(words, '）,', '），', 'g'), '）;', '）；', 'g'), '）:', '）：', 'g')
$$;
update notice_template set title = pg_temp.after_bracket(title), subject = pg_temp.after_bracket(subject), body = pg_temp.after_bracket(body)
    where created_by = 'casework';
update post set description = pg_temp.after_bracket(description);
update warranty_item set name = pg_temp.after_bracket(name), basis = pg_temp.after_bracket(basis);

--changeset casework:texts-003
--comment An account is called 账号 everywhere
update post set description = replace(description, '帐号', '账号') where description like '%帐号%';
