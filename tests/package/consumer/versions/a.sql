create table bread (price integer);
