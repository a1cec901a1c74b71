ALTER TABLE tasks ADD COLUMN probability FLOAT(53);

CREATE TABLE scores (
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  answer_id TEXT NOT NULL,
  source TEXT NOT NULL,
  score FLOAT(53) NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_scores PRIMARY KEY (task_id, user_id),
  CONSTRAINT ck_scores_source CHECK (source IN ('consensus', 'verdict', 'gold')),
  CONSTRAINT ck_scores_score CHECK (score BETWEEN 0 AND 1),
  CONSTRAINT fk_scores_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_scores_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_scores_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_scores_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id)
);

CREATE INDEX ix_scores_project_id_user_id_created_at ON scores (project_id, user_id, created_at);

CREATE TABLE skills (
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  given FLOAT(53) NOT NULL,
  "right" FLOAT(53) NOT NULL,
  CONSTRAINT pk_skills PRIMARY KEY (project_id, user_id),
  CONSTRAINT ck_skills_counts CHECK (given >= 0 AND "right" >= 0),
  CONSTRAINT fk_skills_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_skills_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);
