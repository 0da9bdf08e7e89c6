create table note (id bigint generated always as identity primary key, text varchar(100) not null);
