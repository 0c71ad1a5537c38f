-- One row for each record, in the order of the chain, under one number: what is searched stands in the body alone.
-- The random keys of four indexes cost more than everything else about a record.
CREATE TABLE audit_server (
  no     INTEGER NOT NULL,
  server VARCHAR(36) NOT NULL,
  CONSTRAINT pk_audit_server PRIMARY KEY (no),
  CONSTRAINT uq_audit_server UNIQUE (server)
);

-- place: number of the server * 2^40 + number of the record.
CREATE TABLE audit_entry (
  place    BIGINT NOT NULL,
  boot     BIGINT NOT NULL,
  previous VARBINARY(32) NOT NULL,
  hash     VARBINARY(32) NOT NULL,
  body     VARBINARY(1048576) NOT NULL,
  CONSTRAINT pk_audit_entry PRIMARY KEY (place)
);

-- What a full block of 4096 places holds: the span of times in milliseconds, and a filter over the ids and requests.
-- A block without a row here is looked through whole.
CREATE TABLE audit_block (
  block    BIGINT NOT NULL,
  earliest BIGINT NOT NULL,
  latest   BIGINT NOT NULL,
  names    VARBINARY(16384) NOT NULL,
  CONSTRAINT pk_audit_block PRIMARY KEY (block)
);

INSERT INTO audit_server (no, server)
  SELECT ROW_NUMBER() OVER (ORDER BY known.server), known.server
  FROM (SELECT DISTINCT server FROM audit_record) known;

INSERT INTO audit_entry (place, boot, previous, hash, body)
  SELECT s.no * CAST(1099511627776 AS BIGINT) + r.number, r.boot, r.previous, r.hash, r.body
  FROM audit_record r JOIN audit_server s ON s.server = r.server
  ORDER BY s.no, r.number;

DROP TABLE audit_record;
