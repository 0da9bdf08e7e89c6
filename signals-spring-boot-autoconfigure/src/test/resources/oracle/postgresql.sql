create function encode_row(r jsonb) returns text language sql as $body$ select string_agg(key || '=' || value, '|') from jsonb_each_text(r) where value is not null $body$;
create function audit_row() returns trigger language plpgsql as $body$ begin insert into audit (tab, old_row, new_row) values (tg_table_name,
    case when tg_op = 'INSERT' then null else encode_row(to_jsonb(old)) end,
    case when tg_op = 'DELETE' then null else encode_row(to_jsonb(new)) end);
  return null; end $body$;
create trigger audit_team after insert or update or delete on team for each row execute function audit_row();
create trigger audit_tag after insert or update or delete on tag for each row execute function audit_row();
create trigger audit_person after insert or update or delete on person for each row execute function audit_row();
create trigger audit_person_phone after insert or update or delete on person_phone for each row execute function audit_row();
create trigger audit_person_tag after insert or update or delete on person_tag for each row execute function audit_row();
create trigger audit_vehicle after insert or update or delete on vehicle for each row execute function audit_row();
create trigger audit_car after insert or update or delete on car for each row execute function audit_row();
create trigger audit_purchase after insert or update or delete on purchase for each row execute function audit_row();
create trigger audit_line after insert or update or delete on line for each row execute function audit_row();
create trigger audit_journal after insert or update or delete on journal for each row execute function audit_row();
create trigger audit_folder after insert or update or delete on folder for each row execute function audit_row();
create trigger audit_document after insert or update or delete on document for each row execute function audit_row();
create trigger audit_cover after insert or update or delete on cover for each row execute function audit_row();
create trigger audit_gadget after insert or update or delete on gadget for each row execute function audit_row();
create trigger audit_memo after insert or update or delete on memo for each row execute function audit_row();
