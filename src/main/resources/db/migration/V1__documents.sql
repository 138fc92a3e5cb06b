-- Times are milliseconds since 1970 UTC, lists and maps are JSON texts: the same for every database.

create table tenants (
    name varchar(64) not null primary key,
    seq bigint not null,
    reader_sets integer not null
);

create table collections (
    id varchar(26) not null primary key,
    tenant varchar(64) not null references tenants (name),
    name varchar(64) not null,
    description text,
    creator varchar(255) not null,
    readers text,
    unsupported varchar(8) not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (tenant, name)
);

create table reader_sets (
    tenant varchar(64) not null references tenants (name),
    number integer not null,
    readers text not null,
    primary key (tenant, number),
    unique (tenant, readers)
);

create table documents (
    id varchar(26) not null primary key,
    tenant varchar(64) not null references tenants (name),
    collection_id varchar(26) not null references collections (id),
    owner varchar(255) not null,
    name text not null,
    name_key varchar(64) not null,
    url text,
    attributes text not null,
    reader_set integer not null,
    revision integer not null,
    created_at bigint not null,
    updated_at bigint not null,
    unique (collection_id, owner, name_key)
);

create index documents_of_collection on documents (collection_id, id);

create table revisions (
    document_id varchar(26) not null references documents (id),
    number integer not null,
    sha256 varchar(64) not null,
    bytes bigint not null,
    declared_type text,
    title text,
    media_type text,
    language varchar(16),
    text_sha256 varchar(64),
    parsed_key varchar(64),
    passages_key varchar(64),
    vectors_key varchar(64),
    pages integer not null,
    passages integer not null,
    text_seq bigint,
    vectors_seq bigint,
    outcome varchar(16),
    reason_code varchar(32),
    reason text,
    attempts integer not null,
    interrupted integer not null,
    created_at bigint not null,
    primary key (document_id, number)
);

-- Every canonical text that a document ever had, so that an old citation can be shown to those who may read the document.
create table document_texts (
    document_id varchar(26) not null references documents (id),
    text_sha256 varchar(64) not null,
    revision integer not null,
    primary key (document_id, text_sha256)
);

create index document_texts_by_text on document_texts (text_sha256);

create index revisions_by_sha256 on revisions (sha256);

create table log_entries (
    tenant varchar(64) not null references tenants (name),
    seq bigint not null,
    kind varchar(16) not null,
    document_id varchar(26) not null,
    revision integer not null,
    reader_set integer not null,
    attributes text not null,
    created_at bigint not null,
    primary key (tenant, seq)
);

create index log_entries_of_document on log_entries (document_id, seq);

create table erasures (
    tenant varchar(64) not null references tenants (name),
    seq bigint not null,
    document_id varchar(26) not null,
    owner varchar(255) not null,
    blobs text not null,
    invisible_at bigint not null,
    erased_by bigint not null,
    erased_at bigint,
    primary key (tenant, seq)
);

create table parse_tasks (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index parse_tasks_due on parse_tasks (execution_time);

create table embed_tasks (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);

create index embed_tasks_due on embed_tasks (execution_time);

create table api_keys (
    id varchar(26) not null primary key,
    hash varchar(64) not null unique,
    tenant varchar(64) not null,
    subject varchar(255) not null,
    member_of text not null,
    act_as boolean not null,
    administrator boolean not null,
    created_at bigint not null,
    revoked_at bigint
);

insert into tenants (name, seq, reader_sets) values ('default', 0, 0);
insert into collections (id, tenant, name, description, creator, readers, unsupported, created_at, updated_at)
values ('00000000000000000000000000', 'default', 'default', null, 'owner', null, 'show', 0, 0);
