create table if not exists signals_durable_call (
	seq bigint not null auto_increment primary key,
	id varchar(36) collate utf8mb4_bin not null,
	uid varchar(200) collate utf8mb4_bin not null,
	lane smallint not null,
	entity varchar(200) collate utf8mb4_bin not null,
	sender varchar(500) not null,
	operation varchar(20) not null,
	payload longtext not null,
	attempts int not null,
	due bigint not null,
	parked boolean not null,
	error varchar(1000),
	recorded bigint not null,
	unique key signals_durable_call_id (id),
	key signals_durable_call_next (uid, lane, parked, seq),
	key signals_durable_call_entity (entity, seq),
	key signals_durable_call_due (uid, lane, parked, due),
	key signals_durable_call_parked (parked, seq)
) default character set utf8mb4;

create table if not exists signals_durable_lane (
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
	key signals_durable_lane_time (execution_time),
	key signals_durable_lane_heartbeat (last_heartbeat)
) default character set utf8mb4;
