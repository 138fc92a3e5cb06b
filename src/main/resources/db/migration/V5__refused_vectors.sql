-- How often the embedder refused a revision's texts; after a few times reason and reason_code say so, without an outcome.
alter table revisions add column vectors_attempts integer not null default 0;
