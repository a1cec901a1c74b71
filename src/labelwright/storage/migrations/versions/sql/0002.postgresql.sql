CREATE TABLE answer_sources (
  answer_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  CONSTRAINT pk_answer_sources PRIMARY KEY (answer_id, source_id),
  CONSTRAINT fk_answer_sources_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id),
  CONSTRAINT fk_answer_sources_source_id FOREIGN KEY(source_id) REFERENCES answers (id)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON answer_sources
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON answer_sources
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
