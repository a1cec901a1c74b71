CREATE TABLE item_pages (
  item_id TEXT NOT NULL,
  page INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  CONSTRAINT pk_item_pages PRIMARY KEY (item_id),
  CONSTRAINT ck_item_pages_page CHECK (page BETWEEN 1 AND pages),
  CONSTRAINT fk_item_pages_item_id FOREIGN KEY(item_id) REFERENCES items (id)
)
 WITHOUT ROWID;
