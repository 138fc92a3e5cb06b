-- Whether anything still refers to an artifact is asked for each one that is to be erased.
create index revisions_by_text on revisions (text_sha256);
create index revisions_by_parsed on revisions (parsed_key);
create index revisions_by_passages on revisions (passages_key);
create index revisions_by_vectors on revisions (vectors_key);
