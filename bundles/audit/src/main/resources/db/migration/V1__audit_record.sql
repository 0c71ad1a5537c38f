-- One row for each record of the chain. The columns repeat what the body says, to be searched;
-- long texts are cut there, the body holds them whole.
CREATE TABLE audit_record (
  server         VARCHAR(36) NOT NULL,
  number         BIGINT NOT NULL,
  boot           BIGINT NOT NULL,
  at             TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  id             VARCHAR(40) NOT NULL,
  request_id     VARCHAR(100) NOT NULL,
  kind           VARCHAR(20) NOT NULL,
  listener       VARCHAR(100) NOT NULL,
  application    VARCHAR(400) NOT NULL,
  username       VARCHAR(400) NOT NULL,
  user_id        VARCHAR(36),
  result         VARCHAR(100) NOT NULL,
  success        BOOLEAN NOT NULL,
  peer           VARCHAR(100) NOT NULL,
  client_address VARCHAR(100) NOT NULL,
  actor          VARCHAR(400) NOT NULL,
  previous       VARBINARY(32) NOT NULL,
  hash           VARBINARY(32) NOT NULL,
  body           VARBINARY(1048576) NOT NULL,
  CONSTRAINT pk_audit_record PRIMARY KEY (server, number)
);

CREATE INDEX ix_audit_record_id ON audit_record (id);
CREATE INDEX ix_audit_record_request ON audit_record (request_id);
CREATE INDEX ix_audit_record_at ON audit_record (at);
CREATE INDEX ix_audit_record_username ON audit_record (username);
