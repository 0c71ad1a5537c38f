-- Sessions as reports tell of them. id: number of the report by which the session became known. Times in milliseconds
-- since 1970; ended is 0 while it is open.
CREATE TABLE acct_session (
  id               BIGINT NOT NULL,
  application      VARCHAR(36) NOT NULL,
  application_name VARCHAR(512) NOT NULL,
  application_key  VARCHAR(512) NOT NULL,
  nas              VARCHAR(512) NOT NULL,
  source           VARCHAR(64) NOT NULL,
  session          VARCHAR(512) NOT NULL,
  user_name        VARCHAR(512) NOT NULL,
  user_key         VARCHAR(512) NOT NULL,
  framed           VARCHAR(512) NOT NULL,
  calling          VARCHAR(512) NOT NULL,
  started          BIGINT NOT NULL,
  start_told       SMALLINT NOT NULL,
  updated          BIGINT NOT NULL,
  is_open          SMALLINT NOT NULL,
  ended            BIGINT NOT NULL,
  end_told         SMALLINT NOT NULL,
  seconds          BIGINT NOT NULL,
  octets_in        BIGINT NOT NULL,
  octets_out       BIGINT NOT NULL,
  cause            VARCHAR(512) NOT NULL,
  reports          BIGINT NOT NULL,
  CONSTRAINT pk_acct_session PRIMARY KEY (id)
);
CREATE INDEX ix_acct_session_key ON acct_session (application, nas, session, id);
CREATE INDEX ix_acct_session_nas ON acct_session (application, nas, is_open);
CREATE INDEX ix_acct_session_user ON acct_session (user_key, id);
CREATE INDEX ix_acct_session_application ON acct_session (application_key, id);
CREATE INDEX ix_acct_session_open ON acct_session (is_open, id);
CREATE INDEX ix_acct_session_updated ON acct_session (updated);

-- Every report as it came. session: 0 for those of no session.
CREATE TABLE acct_report (
  number     BIGINT NOT NULL,
  session    BIGINT NOT NULL,
  received   BIGINT NOT NULL,
  happened   BIGINT NOT NULL,
  status     VARCHAR(16) NOT NULL,
  attributes VARBINARY(4096) NOT NULL,
  CONSTRAINT pk_acct_report PRIMARY KEY (number)
);
CREATE INDEX ix_acct_report_session ON acct_report (session, number);

-- One row: number of the last report that is in these tables.
CREATE TABLE acct_position (
  number BIGINT NOT NULL
);
INSERT INTO acct_position (number) VALUES (0);
