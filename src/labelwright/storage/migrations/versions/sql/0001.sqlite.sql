CREATE TABLE blobs (
  hash TEXT NOT NULL,
  size BIGINT NOT NULL,
  mime TEXT DEFAULT '' NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_blobs PRIMARY KEY (hash)
);

CREATE TABLE event_heads (
  project_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT pk_event_heads PRIMARY KEY (project_id)
);

CREATE TABLE events (
  project_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CONSTRAINT pk_events PRIMARY KEY (project_id, seq)
);

CREATE INDEX ix_events_project_id_actor_id_seq ON events (project_id, actor_id, seq);

CREATE INDEX ix_events_project_id_kind_seq ON events (project_id, kind, seq);

CREATE INDEX ix_events_project_id_subject_seq ON events (project_id, subject, seq);

CREATE TABLE login_attempts (
  id TEXT NOT NULL,
  "key" TEXT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT pk_login_attempts PRIMARY KEY (id)
);

CREATE INDEX ix_login_attempts_at ON login_attempts (at);

CREATE INDEX ix_login_attempts_key_at ON login_attempts ("key", at);

CREATE TABLE renditions (
  blob_hash TEXT NOT NULL,
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_renditions PRIMARY KEY (blob_hash, kind)
);

CREATE TABLE users (
  id TEXT NOT NULL,
  kind TEXT DEFAULT 'person' NOT NULL,
  email TEXT,
  name TEXT NOT NULL,
  password_hash TEXT,
  is_admin BOOLEAN DEFAULT 0 NOT NULL,
  disabled BOOLEAN DEFAULT 0 NOT NULL,
  preferences TEXT DEFAULT '{}' NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_users PRIMARY KEY (id),
  CONSTRAINT ck_users_kind CHECK (kind IN ('person', 'model', 'crowd', 'import'))
);

CREATE UNIQUE INDEX uq_users_email ON users (lower(email));

CREATE TABLE workers (
  id TEXT NOT NULL,
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  CONSTRAINT pk_workers PRIMARY KEY (id)
);

CREATE INDEX ix_workers_seen_at ON workers (seen_at);

CREATE TABLE idempotency (
  user_id TEXT NOT NULL,
  "key" TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_idempotency PRIMARY KEY (user_id, "key"),
  CONSTRAINT fk_idempotency_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_idempotency_created_at ON idempotency (created_at);

CREATE TABLE login_links (
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  CONSTRAINT pk_login_links PRIMARY KEY (id),
  CONSTRAINT uq_login_links_hash UNIQUE (hash),
  CONSTRAINT fk_login_links_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_login_links_user_id ON login_links (user_id);

CREATE TABLE projects (
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  description TEXT DEFAULT '' NOT NULL,
  spec_revision INTEGER DEFAULT '0' NOT NULL,
  task_count INTEGER DEFAULT '0' NOT NULL,
  item_bytes BIGINT DEFAULT '0' NOT NULL,
  created_by TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  archived_at BIGINT,
  CONSTRAINT pk_projects PRIMARY KEY (id),
  CONSTRAINT uq_projects_number UNIQUE (number),
  CONSTRAINT fk_projects_created_by FOREIGN KEY(created_by) REFERENCES users (id)
);

CREATE TABLE sessions (
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  csrf TEXT DEFAULT '' NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  address TEXT DEFAULT '' NOT NULL,
  agent TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_sessions PRIMARY KEY (id),
  CONSTRAINT uq_sessions_hash UNIQUE (hash),
  CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_sessions_user_id ON sessions (user_id);

CREATE TABLE item_facts (
  project_id TEXT NOT NULL,
  "key" TEXT NOT NULL,
  value TEXT NOT NULL,
  seq INTEGER NOT NULL,
  CONSTRAINT pk_item_facts PRIMARY KEY (project_id, "key", value, seq),
  CONSTRAINT fk_item_facts_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
)
 WITHOUT ROWID;

CREATE TABLE items (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  blob_hash TEXT,
  mime TEXT DEFAULT '' NOT NULL,
  bytes BIGINT DEFAULT '0' NOT NULL,
  width INTEGER,
  height INTEGER,
  text TEXT,
  metadata TEXT DEFAULT '{}' NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_items PRIMARY KEY (id),
  CONSTRAINT uq_items_project_id_name UNIQUE (project_id, name),
  CONSTRAINT uq_items_project_id_seq UNIQUE (project_id, seq),
  CONSTRAINT ck_items_media CHECK (media IN ('image', 'text', 'audio', 'video')),
  CONSTRAINT fk_items_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
);

CREATE INDEX ix_items_blob_hash ON items (blob_hash);

CREATE INDEX ix_items_project_id_content_hash ON items (project_id, content_hash);

CREATE TABLE jobs (
  id TEXT NOT NULL,
  project_id TEXT,
  kind TEXT NOT NULL,
  state TEXT DEFAULT 'queued' NOT NULL,
  params TEXT DEFAULT '{}' NOT NULL,
  done INTEGER DEFAULT '0' NOT NULL,
  total INTEGER,
  report TEXT,
  error TEXT,
  result TEXT,
  cancel_wanted BOOLEAN DEFAULT 0 NOT NULL,
  attempt INTEGER DEFAULT '0' NOT NULL,
  worker_id TEXT,
  lease_until BIGINT,
  created_by TEXT,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_jobs PRIMARY KEY (id),
  CONSTRAINT ck_jobs_state CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  CONSTRAINT fk_jobs_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_jobs_created_by FOREIGN KEY(created_by) REFERENCES users (id)
);

CREATE INDEX ix_jobs_project_id_created_at ON jobs (project_id, created_at);

CREATE INDEX ix_jobs_state_created_at ON jobs (state, created_at);

CREATE INDEX ix_jobs_updated_at ON jobs (updated_at);

CREATE TABLE memberships (
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_memberships PRIMARY KEY (project_id, user_id),
  CONSTRAINT ck_memberships_role CHECK (role IN ('owner', 'manager', 'expert', 'reviewer', 'annotator', 'viewer')),
  CONSTRAINT fk_memberships_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_memberships_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_memberships_user_id ON memberships (user_id);

CREATE TABLE pictures (
  project_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  mime TEXT NOT NULL,
  name TEXT DEFAULT '' NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_pictures PRIMARY KEY (project_id, hash),
  CONSTRAINT fk_pictures_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
);

CREATE TABLE queue_positions (
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  stage INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  CONSTRAINT pk_queue_positions PRIMARY KEY (project_id, user_id, stage, priority),
  CONSTRAINT fk_queue_positions_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_queue_positions_user_id FOREIGN KEY(user_id) REFERENCES users (id)
)
 WITHOUT ROWID;

CREATE TABLE saved_views (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  filter TEXT NOT NULL,
  shared BOOLEAN DEFAULT 0 NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_saved_views PRIMARY KEY (id),
  CONSTRAINT uq_saved_views_project_id_user_id_name UNIQUE (project_id, user_id, name),
  CONSTRAINT fk_saved_views_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_saved_views_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE TABLE specs (
  project_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  message TEXT DEFAULT '' NOT NULL,
  author_id TEXT,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_specs PRIMARY KEY (project_id, revision),
  CONSTRAINT ck_specs_revision CHECK (revision > 0),
  CONSTRAINT fk_specs_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_specs_author_id FOREIGN KEY(author_id) REFERENCES users (id)
);

CREATE TABLE stage_counts (
  project_id TEXT NOT NULL,
  stage INTEGER NOT NULL,
  state TEXT NOT NULL,
  n INTEGER DEFAULT '0' NOT NULL,
  CONSTRAINT pk_stage_counts PRIMARY KEY (project_id, stage, state),
  CONSTRAINT ck_stage_counts_n CHECK (n >= 0),
  CONSTRAINT fk_stage_counts_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
);

CREATE TABLE tokens (
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  project_id TEXT,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  scope TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT,
  expires_at BIGINT,
  revoked_at BIGINT,
  CONSTRAINT pk_tokens PRIMARY KEY (id),
  CONSTRAINT uq_tokens_hash UNIQUE (hash),
  CONSTRAINT fk_tokens_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_tokens_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
);

CREATE INDEX ix_tokens_user_id ON tokens (user_id);

CREATE TABLE uploads (
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  project_id TEXT,
  name TEXT NOT NULL,
  size BIGINT NOT NULL,
  received BIGINT DEFAULT '0' NOT NULL,
  blob_hash TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_uploads PRIMARY KEY (id),
  CONSTRAINT ck_uploads_received CHECK (received >= 0 AND received <= size),
  CONSTRAINT fk_uploads_user_id FOREIGN KEY(user_id) REFERENCES users (id),
  CONSTRAINT fk_uploads_project_id FOREIGN KEY(project_id) REFERENCES projects (id)
);

CREATE INDEX ix_uploads_updated_at ON uploads (updated_at);

CREATE TABLE job_steps (
  job_id TEXT NOT NULL,
  step TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  output TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_job_steps PRIMARY KEY (job_id, step),
  CONSTRAINT fk_job_steps_job_id FOREIGN KEY(job_id) REFERENCES jobs (id)
);

CREATE TABLE tasks (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  stage INTEGER DEFAULT '0' NOT NULL,
  round INTEGER DEFAULT '0' NOT NULL,
  state TEXT DEFAULT 'open' NOT NULL,
  priority INTEGER DEFAULT '0' NOT NULL,
  votes_wanted INTEGER DEFAULT '1' NOT NULL,
  votes_given INTEGER DEFAULT '0' NOT NULL,
  free INTEGER DEFAULT '1' NOT NULL,
  truth_answer_id TEXT,
  agreement FLOAT,
  annotation_count INTEGER DEFAULT '0' NOT NULL,
  assigned_to TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_tasks PRIMARY KEY (id),
  CONSTRAINT uq_tasks_item_id UNIQUE (item_id),
  CONSTRAINT uq_tasks_project_id_seq UNIQUE (project_id, seq),
  CONSTRAINT fk_tasks_truth_answer_id FOREIGN KEY(truth_answer_id) REFERENCES answers (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ck_tasks_state CHECK (state IN ('open', 'waiting', 'done', 'skipped', 'archived')),
  CONSTRAINT ck_tasks_free CHECK (free >= 0),
  CONSTRAINT ck_tasks_votes CHECK (votes_given >= 0 AND votes_wanted >= 0),
  CONSTRAINT fk_tasks_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_tasks_item_id FOREIGN KEY(item_id) REFERENCES items (id),
  CONSTRAINT fk_tasks_assigned_to FOREIGN KEY(assigned_to) REFERENCES users (id)
);

CREATE INDEX ix_tasks_assigned ON tasks (assigned_to, project_id, stage, priority DESC, seq) WHERE assigned_to IS NOT NULL;

CREATE INDEX ix_tasks_priority ON tasks (project_id, priority DESC, seq);

CREATE INDEX ix_tasks_queue ON tasks (project_id, stage, priority DESC, seq) WHERE free > 0;

CREATE INDEX ix_tasks_stage ON tasks (project_id, stage, seq);

CREATE INDEX ix_tasks_stage_state ON tasks (project_id, stage, state, seq);

CREATE INDEX ix_tasks_state ON tasks (project_id, state, seq);

CREATE INDEX ix_tasks_updated ON tasks (project_id, updated_at, seq);

CREATE TABLE assignments (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  stage INTEGER NOT NULL,
  round INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  state TEXT DEFAULT 'active' NOT NULL,
  judged_answer_id TEXT,
  reason TEXT DEFAULT '' NOT NULL,
  lease_until BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_assignments PRIMARY KEY (id),
  CONSTRAINT fk_assignments_judged_answer_id FOREIGN KEY(judged_answer_id) REFERENCES answers (id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ck_assignments_state CHECK (state IN ('active', 'submitted', 'skipped', 'released', 'expired')),
  CONSTRAINT fk_assignments_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_assignments_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_assignments_user_id FOREIGN KEY(user_id) REFERENCES users (id)
);

CREATE INDEX ix_assignments_active ON assignments (project_id, user_id) WHERE state = 'active';

CREATE INDEX ix_assignments_lease ON assignments (lease_until) WHERE state = 'active';

CREATE INDEX ix_assignments_task_id_stage_round ON assignments (task_id, stage, round);

CREATE UNIQUE INDEX uq_assignments_held ON assignments (task_id, stage, round, user_id) WHERE state IN ('active', 'submitted');

CREATE TABLE task_annotators (
  project_id TEXT NOT NULL,
  annotator_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  task_id TEXT NOT NULL,
  CONSTRAINT pk_task_annotators PRIMARY KEY (project_id, annotator_id, seq),
  CONSTRAINT fk_task_annotators_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_task_annotators_annotator_id FOREIGN KEY(annotator_id) REFERENCES users (id),
  CONSTRAINT fk_task_annotators_task_id FOREIGN KEY(task_id) REFERENCES tasks (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_task_annotators_task_id ON task_annotators (task_id);

CREATE TABLE task_classes (
  project_id TEXT NOT NULL,
  class TEXT NOT NULL,
  seq INTEGER NOT NULL,
  task_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  CONSTRAINT pk_task_classes PRIMARY KEY (project_id, class, seq),
  CONSTRAINT ck_task_classes_n CHECK (n > 0),
  CONSTRAINT fk_task_classes_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_task_classes_task_id FOREIGN KEY(task_id) REFERENCES tasks (id)
)
 WITHOUT ROWID;

CREATE INDEX ix_task_classes_task_id ON task_classes (task_id);

CREATE TABLE threads (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  annotation_id TEXT,
  point TEXT,
  resolved BOOLEAN DEFAULT 0 NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  resolved_by TEXT,
  resolved_at BIGINT,
  CONSTRAINT pk_threads PRIMARY KEY (id),
  CONSTRAINT fk_threads_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_threads_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_threads_created_by FOREIGN KEY(created_by) REFERENCES users (id),
  CONSTRAINT fk_threads_resolved_by FOREIGN KEY(resolved_by) REFERENCES users (id)
);

CREATE INDEX ix_threads_project_id_resolved ON threads (project_id, resolved);

CREATE INDEX ix_threads_task_id ON threads (task_id);

CREATE TABLE answers (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  stage INTEGER NOT NULL,
  round INTEGER NOT NULL,
  annotator_id TEXT,
  assignment_id TEXT,
  parent_id TEXT,
  kind TEXT DEFAULT 'person' NOT NULL,
  annotations TEXT NOT NULL,
  seconds FLOAT,
  "key" TEXT,
  extra BOOLEAN DEFAULT 0 NOT NULL,
  spec_revision INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_answers PRIMARY KEY (id),
  CONSTRAINT uq_answers_assignment_id_key UNIQUE (assignment_id, "key"),
  CONSTRAINT ck_answers_kind CHECK (kind IN ('person', 'model', 'crowd', 'import', 'consensus')),
  CONSTRAINT ck_answers_annotator CHECK (annotator_id IS NOT NULL OR kind = 'consensus'),
  CONSTRAINT fk_answers_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_answers_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_answers_annotator_id FOREIGN KEY(annotator_id) REFERENCES users (id),
  CONSTRAINT fk_answers_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignments (id),
  CONSTRAINT fk_answers_parent_id FOREIGN KEY(parent_id) REFERENCES answers (id)
);

CREATE INDEX ix_answers_project_id_annotator_id_created_at ON answers (project_id, annotator_id, created_at);

CREATE INDEX ix_answers_project_id_created_at ON answers (project_id, created_at);

CREATE INDEX ix_answers_task_id_stage_round ON answers (task_id, stage, round);

CREATE TABLE comments (
  id TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_comments PRIMARY KEY (id),
  CONSTRAINT fk_comments_thread_id FOREIGN KEY(thread_id) REFERENCES threads (id),
  CONSTRAINT fk_comments_author_id FOREIGN KEY(author_id) REFERENCES users (id)
);

CREATE INDEX ix_comments_thread_id ON comments (thread_id);

CREATE TABLE draft_keys (
  assignment_id TEXT NOT NULL,
  "key" TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_draft_keys PRIMARY KEY (assignment_id, "key"),
  CONSTRAINT fk_draft_keys_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignments (id)
)
 WITHOUT ROWID;

CREATE TABLE drafts (
  assignment_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  annotations TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  CONSTRAINT pk_drafts PRIMARY KEY (assignment_id),
  CONSTRAINT ck_drafts_revision CHECK (revision >= 0),
  CONSTRAINT fk_drafts_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignments (id)
);

CREATE TABLE verdicts (
  id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  task_id TEXT NOT NULL,
  stage INTEGER NOT NULL,
  round INTEGER NOT NULL,
  answer_id TEXT NOT NULL,
  reviewer_id TEXT NOT NULL,
  assignment_id TEXT,
  fix_answer_id TEXT,
  outcome TEXT NOT NULL,
  reason TEXT DEFAULT '' NOT NULL,
  created_at BIGINT NOT NULL,
  CONSTRAINT pk_verdicts PRIMARY KEY (id),
  CONSTRAINT uq_verdicts_assignment_id UNIQUE (assignment_id),
  CONSTRAINT ck_verdicts_outcome CHECK (outcome IN ('accept', 'fix', 'reject')),
  CONSTRAINT ck_verdicts_fix CHECK ((outcome = 'fix') = (fix_answer_id IS NOT NULL)),
  CONSTRAINT fk_verdicts_project_id FOREIGN KEY(project_id) REFERENCES projects (id),
  CONSTRAINT fk_verdicts_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
  CONSTRAINT fk_verdicts_answer_id FOREIGN KEY(answer_id) REFERENCES answers (id),
  CONSTRAINT fk_verdicts_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES users (id),
  CONSTRAINT fk_verdicts_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignments (id),
  CONSTRAINT fk_verdicts_fix_answer_id FOREIGN KEY(fix_answer_id) REFERENCES answers (id)
);

CREATE INDEX ix_verdicts_answer_id ON verdicts (answer_id);

CREATE INDEX ix_verdicts_project_id_created_at ON verdicts (project_id, created_at);

CREATE INDEX ix_verdicts_task_id_stage_round ON verdicts (task_id, stage, round);

CREATE TRIGGER answers_refuse_update BEFORE UPDATE ON answers
BEGIN
  SELECT RAISE(ABORT, 'answers is append-only');
END;

CREATE TRIGGER answers_refuse_delete BEFORE DELETE ON answers
BEGIN
  SELECT RAISE(ABORT, 'answers is append-only');
END;

CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'events is append-only');
END;

CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'events is append-only');
END;

CREATE TRIGGER verdicts_refuse_update BEFORE UPDATE ON verdicts
BEGIN
  SELECT RAISE(ABORT, 'verdicts is append-only');
END;

CREATE TRIGGER verdicts_refuse_delete BEFORE DELETE ON verdicts
BEGIN
  SELECT RAISE(ABORT, 'verdicts is append-only');
END;

CREATE VIRTUAL TABLE item_words USING fts5 (
  words, content = '', columnsize = 0, tokenize = 'ascii'
);
