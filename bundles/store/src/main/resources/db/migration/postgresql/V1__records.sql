-- A record is kept as its canonical bytes; the other columns repeat what queries need. Texts are sorted by
-- their bytes, on every server alike, whatever the locale of the database is.
create table record (
  record_type integer not null,
  record_id   varchar(36) collate "C" not null,
  version     bigint not null,
  name        text collate "C" not null,
  owner_id    varchar(36) collate "C",
  search_text text not null,
  body        bytea not null,
  constraint record_pk primary key (record_type, record_id)
);
create index record_by_name on record (record_type, name);
create index record_by_owner on record (owner_id);

-- Texts that only one record of a type may have.
create table record_key (
  record_type integer not null,
  key_text    text collate "C" not null,
  record_id   varchar(36) collate "C" not null,
  constraint record_key_pk primary key (record_type, key_text)
);
create index record_key_by_record on record_key (record_type, record_id);

-- One row: the last change, which log is used, which database this is, and the server that wrote to it first
-- (only that one, and those it took in, have the keys that records are sealed under). Whoever writes locks it.
create table log_position (
  id          integer not null,
  epoch       bigint not null,
  log_index   bigint not null,
  log_mark    varchar(64) not null,
  database_id uuid not null,
  founder     uuid,
  constraint log_position_pk primary key (id)
);
insert into log_position (id, epoch, log_index, log_mark, database_id)
  values (1, 0, 0, 'standalone', gen_random_uuid());

-- What each change touched, so that all servers bring their caches up to date.
create table change_told (
  log_index bigint not null,
  change_id uuid not null,
  told_at   timestamptz not null default now(),
  touched   bytea not null,
  constraint change_told_pk primary key (log_index)
);
