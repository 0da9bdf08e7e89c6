create table if not exists signals_outbox (
	sequence_number bigint not null auto_increment primary key,
	id varchar(36) collate utf8mb4_bin not null,
	uid varchar(200) collate utf8mb4_bin not null,
	partition_number smallint not null,
	entity_key varchar(200) collate utf8mb4_bin not null,
	sender varchar(500) not null,
	operation varchar(20) not null,
	payload longblob not null,
	attempts int not null,
	due bigint not null,
	parked boolean not null,
	error varchar(1000),
	recorded bigint not null,
	key signals_outbox_next (parked, uid, partition_number, sequence_number),
	key signals_outbox_entity (entity_key, sequence_number),
	key signals_outbox_due (uid, partition_number, due)
) default character set utf8mb4;

create table if not exists signals_outbox_partition (
	task_name varchar(220) collate utf8mb4_bin not null,
	task_instance varchar(20) collate utf8mb4_bin not null,
	task_data blob,
	execution_time datetime(6) not null,
	picked boolean not null,
	picked_by varchar(50),
	last_success datetime(6) null,
	last_failure datetime(6) null,
	consecutive_failures int,
	last_heartbeat datetime(6) null,
	version bigint not null,
	priority smallint,
	primary key (task_name, task_instance),
	key signals_outbox_partition_time (execution_time),
	key signals_outbox_partition_heartbeat (last_heartbeat)
) default character set utf8mb4;
