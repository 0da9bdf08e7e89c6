create or replace view books as select id from book;
