--liquibase formatted sql

--changeset ada:one
--comment: the shelf
create table shelf (id bigint primary key);
--rollback drop table shelf;

--changeset ada:two
create table book (id bigint primary key);
--rollback drop table book;
