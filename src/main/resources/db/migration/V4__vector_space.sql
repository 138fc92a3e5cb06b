-- Which embedder made the vectors of this home, in its only row. Vectors of another can't be compared with them.
create table vector_space (
    id integer not null primary key,
    embedder text not null,
    dimension integer not null
);
