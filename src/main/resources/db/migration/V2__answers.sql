-- Answers keep no words of documents: quotes are (text_sha256, start, end), filled in when they are read.

create table conversations (
    id varchar(26) not null primary key,
    tenant varchar(64) not null references tenants (name),
    owner varchar(255) not null,
    title text,
    collections text not null,
    created_at bigint not null,
    updated_at bigint not null
);

create index conversations_of_owner on conversations (tenant, owner, id);

create table answers (
    id varchar(26) not null primary key,
    tenant varchar(64) not null references tenants (name),
    owner varchar(255) not null,
    conversation_id varchar(26) references conversations (id) on delete cascade,
    question text not null,
    body text not null,
    receipt text not null,
    created_at bigint not null
);

create index answers_of_conversation on answers (conversation_id, id);

-- Which documents an answer cites, so that an erasure finds it.
create table answer_documents (
    answer_id varchar(26) not null references answers (id) on delete cascade,
    document_id varchar(26) not null,
    primary key (answer_id, document_id)
);

create index answer_documents_by_document on answer_documents (document_id);
