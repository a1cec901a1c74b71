CREATE TABLE answer_sources (
  answer_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  CONSTRAINT pk_answer_sources PRIMARY KEY (answer_id, source_id),
  CONSTRAINT fk_answer_sources_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id),
  CONSTRAINT fk_answer_sources_source_id FOREIGN KEY(source_id) REFERENCES answers (id)
)
 WITHOUT ROWID;

CREATE TRIGGER answer_sources_refuse_update BEFORE UPDATE ON answer_sources
BEGIN
  SELECT RAISE(ABORT, 'answer_sources is append-only');
END;

CREATE TRIGGER answer_sources_refuse_delete BEFORE DELETE ON answer_sources
BEGIN
  SELECT RAISE(ABORT, 'answer_sources is append-only');
END;
