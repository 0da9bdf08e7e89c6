--liquibase formatted sql

--changeset ada:one
--comment: the other_shelf
create table other_shelf (id bigint primary key);
--rollback drop table other_shelf;

--changeset ada:two
create table other_book (id bigint primary key);
--rollback drop table other_book;
