ALTER TABLE tasks ADD COLUMN due_at BIGINT;

CREATE INDEX ix_tasks_due ON tasks (project_id, due_at) WHERE due_at IS NOT NULL;

CREATE INDEX ix_tasks_doubted ON tasks (project_id, stage, priority, probability, seq) WHERE free > 0 AND state = 'waiting' AND probability IS NOT NULL;

ALTER TABLE verdicts ADD COLUMN seconds FLOAT;

ALTER TABLE assignments ADD COLUMN purpose TEXT DEFAULT 'work' NOT NULL;

CREATE TABLE gold (
  task_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  answer_id TEXT NOT NULL,
  pool TEXT NOT NULL,
  note TEXT DEFAULT '' NOT NULL,
  created_by TEXT,
  created_at BIGINT NOT NULL,
  retired_at BIGINT,
  CONSTRAINT pk_gold PRIMARY KEY (task_id),
  CONSTRAINT ck_gold_pool CHECK (pool IN ('hidden', 'training', 'qualify')),
  CONSTRAINT fk_gold_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_gold_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_gold_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id),
  CONSTRAINT fk_gold_created_by FOREIGN KEY(created_by) REFERENCES users (id)
);

CREATE INDEX ix_gold_project_id_pool_task_id ON gold (project_id, pool, task_id);

CREATE TABLE gold_answers (
  answer_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  gold_answer_id TEXT NOT NULL,
  pool TEXT NOT NULL,
  score FLOAT NOT NULL,
  passed BOOLEAN NOT NULL,
  seconds FLOAT,
  void BOOLEAN DEFAULT 0 NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_gold_answers PRIMARY KEY (answer_id),
  CONSTRAINT ck_gold_answers_pool CHECK (pool IN ('hidden', 'training', 'qualify')),
  CONSTRAINT ck_gold_answers_score CHECK (score BETWEEN 0 AND 1),
  CONSTRAINT fk_gold_answers_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id),
  CONSTRAINT fk_gold_answers_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_gold_answers_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_gold_answers_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_gold_answers_gold_answer_id FOREIGN KEY(gold_answer_id) REFERENCES answers (id)
);

CREATE INDEX ix_gold_answers_project_id_user_id_created_at ON gold_answers (project_id, user_id, created_at);

CREATE INDEX ix_gold_answers_task_id ON gold_answers (task_id);

CREATE TABLE standings (
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER DEFAULT '0' NOT NULL,
  since BIGINT NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  updated_by TEXT,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_standings PRIMARY KEY (project_id, user_id),
  CONSTRAINT ck_standings_state CHECK (state IN ('training', 'qualifying', 'working', 'paused', 'failed')),
  CONSTRAINT fk_standings_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_standings_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_standings_updated_by FOREIGN KEY(updated_by) REFERENCES users (id)
);

CREATE TABLE set_aside (
  answer_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  batch TEXT NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  created_by TEXT,
  created_at BIGINT NOT NULL,
  undone_at BIGINT,
  CONSTRAINT pk_set_aside PRIMARY KEY (answer_id),
  CONSTRAINT ck_set_aside_mode CHECK (mode IN ('void', 'discount', 'taken-back')),
  CONSTRAINT fk_set_aside_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id),
  CONSTRAINT fk_set_aside_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_set_aside_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_set_aside_created_by FOREIGN KEY(created_by) REFERENCES users (id)
);

CREATE INDEX ix_set_aside_project_id_batch ON set_aside (project_id, batch);

CREATE TABLE calibrations (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT DEFAULT 'open' NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_calibrations PRIMARY KEY (id),
  CONSTRAINT ck_calibrations_state CHECK (state IN ('open', 'discussing', 'closed')),
  CONSTRAINT fk_calibrations_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_calibrations_created_by FOREIGN KEY(created_by) REFERENCES users (id)
);

CREATE INDEX ix_calibrations_project_id_created_at ON calibrations (project_id, created_at);

CREATE TABLE calibration_tasks (
  calibration_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  CONSTRAINT pk_calibration_tasks PRIMARY KEY (calibration_id, task_id),
  CONSTRAINT fk_calibration_tasks_calibration_id FOREIGN KEY(calibration_id) REFERENCES calibrations (id),
  CONSTRAINT fk_calibration_tasks_task_id FOREIGN KEY(task_id) REFERENCES tasks (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_calibration_tasks_task_id ON calibration_tasks (task_id);

CREATE TABLE calibration_people (
  calibration_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  CONSTRAINT pk_calibration_people PRIMARY KEY (calibration_id, user_id),
  CONSTRAINT fk_calibration_people_calibration_id FOREIGN KEY(calibration_id) REFERENCES calibrations (id),
  CONSTRAINT fk_calibration_people_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_calibration_people_user_id ON calibration_people (user_id);

CREATE TABLE escalations (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  stage INTEGER NOT NULL,
  round INTEGER NOT NULL,
  to_stage INTEGER NOT NULL,
  user_id TEXT,
  assignment_id TEXT,
  reason TEXT NOT NULL,
  due_at BIGINT,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_escalations PRIMARY KEY (id),
  CONSTRAINT fk_escalations_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_escalations_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_escalations_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_escalations_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignments (id)
);

CREATE INDEX ix_escalations_project_id_created_at ON escalations (project_id, created_at);

CREATE INDEX ix_escalations_task_id ON escalations (task_id);

CREATE TABLE strata (
  project_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  stratum TEXT NOT NULL,
  seen INTEGER DEFAULT '0' NOT NULL,
  taken INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT pk_strata PRIMARY KEY (project_id, stage, stratum),
  CONSTRAINT ck_strata_counts CHECK (seen >= taken AND taken >= 0),
  CONSTRAINT fk_strata_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
)
 WITHOUT ROWID;

CREATE TABLE rates (
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  per_hour FLOAT NOT NULL,
  per_answer FLOAT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_rates PRIMARY KEY (project_id, user_id),
  CONSTRAINT ck_rates_amounts CHECK (per_hour >= 0 AND per_answer >= 0),
  CONSTRAINT fk_rates_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
)
 WITHOUT ROWID;

CREATE TABLE lessons (
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  "right" FLOAT NOT NULL,
  CONSTRAINT pk_lessons PRIMARY KEY (task_id, user_id),
  CONSTRAINT ck_lessons_right CHECK ("right" BETWEEN 0 AND 1),
  CONSTRAINT fk_lessons_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_lessons_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_lessons_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
 WITHOUT ROWID;

INSERT INTO lessons (project_id, task_id, user_id, "right") SELECT project_id, task_id, user_id, score FROM scores;

ALTER TABLE scores ADD COLUMN stands_id TEXT;

CREATE INDEX ix_scores_pending ON scores (project_id, task_id) WHERE stands_id IS NULL;

CREATE TABLE confusions (
  project_id TEXT NOT NULL,
  said TEXT NOT NULL,
  stands TEXT NOT NULL,
  seq INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  CONSTRAINT pk_confusions PRIMARY KEY (project_id, said, stands, seq, user_id),
  CONSTRAINT fk_confusions_score FOREIGN KEY(task_id, user_id) REFERENCES scores (task_id, user_id) ON DELETE CASCADE,
  CONSTRAINT ck_confusions_n CHECK (n > 0),
  CONSTRAINT fk_confusions_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_confusions_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_confusions_task_id FOREIGN KEY(task_id) REFERENCES tasks (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_confusions_task_id_user_id ON confusions (task_id, user_id);

CREATE TABLE contrasts (
  project_id TEXT NOT NULL,
  first_id TEXT NOT NULL,
  second_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  task_id TEXT NOT NULL,
  alike FLOAT NOT NULL,
  CONSTRAINT pk_contrasts PRIMARY KEY (project_id, first_id, second_id, seq),
  CONSTRAINT fk_contrasts_first FOREIGN KEY(task_id, first_id) REFERENCES scores (task_id, user_id) ON DELETE CASCADE,
  CONSTRAINT fk_contrasts_second FOREIGN KEY(task_id, second_id) REFERENCES scores (task_id, user_id) ON DELETE CASCADE,
  CONSTRAINT ck_contrasts_alike CHECK (alike BETWEEN 0 AND 1),
  CONSTRAINT ck_contrasts_people CHECK (first_id < second_id),
  CONSTRAINT fk_contrasts_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_contrasts_first_id FOREIGN KEY(first_id) REFERENCES users (id),
  CONSTRAINT fk_contrasts_second_id FOREIGN KEY(second_id) REFERENCES users (id),
  CONSTRAINT fk_contrasts_task_id FOREIGN KEY(task_id) REFERENCES tasks (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_contrasts_project_id_alike_seq_first_id_second_id ON contrasts (project_id, alike, seq, first_id, second_id);

CREATE INDEX ix_contrasts_task_id ON contrasts (task_id);
