-- What a server was last called in its cluster: it is told also when it has gone.
ALTER TABLE audit_server ADD COLUMN name VARCHAR(63) DEFAULT '' NOT NULL;
