-- A record is kept as its canonical bytes; the other columns repeat what queries need.
create table record (
  record_type smallint not null,
  record_id   varchar(36) not null,
  version     bigint not null,
  name        varchar(1048576) not null,
  owner_id    varchar(36),
  search_text varchar(1048576) not null,
  body        varbinary(1048576) not null,
  constraint record_pk primary key (record_type, record_id)
);
create index record_by_name on record (record_type, name);
create index record_by_owner on record (owner_id);

-- Texts that only one record of a type may have.
create table record_key (
  record_type smallint not null,
  key_text    varchar(1048576) not null,
  record_id   varchar(36) not null,
  constraint record_key_pk primary key (record_type, key_text)
);
create index record_key_by_record on record_key (record_type, record_id);

-- One row: the last applied change, and the durable mark that says which log is used.
create table log_position (
  id     smallint not null,
  epoch  bigint not null,
  log_index bigint not null,
  log_mark  varchar(64) not null,
  constraint log_position_pk primary key (id)
);
insert into log_position (id, epoch, log_index, log_mark) values (1, 0, 0, 'standalone');
