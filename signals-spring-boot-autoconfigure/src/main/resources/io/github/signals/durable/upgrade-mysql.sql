-- From signals_durable_call and signals_durable_lane to signals_outbox and signals_outbox_partition. The calls are kept.
-- Stop all nodes before. It can be run again if it was interrupted before the tables were renamed.
update signals_durable_call set due = 0 where due > 0 and (parked = true or attempts = 0);
alter table signals_durable_call
	drop key signals_durable_call_id,
	drop key signals_durable_call_next,
	drop key signals_durable_call_entity,
	drop key signals_durable_call_due,
	drop key signals_durable_call_parked,
	change column seq sequence_number bigint not null auto_increment,
	change column lane partition_number smallint not null,
	change column entity entity_key varchar(200) collate utf8mb4_bin not null,
	modify column payload longblob not null,
	add key signals_outbox_next (parked, uid, partition_number, sequence_number),
	add key signals_outbox_entity (entity_key, sequence_number),
	add key signals_outbox_due (uid, partition_number, due),
	rename to signals_outbox;

alter table signals_durable_lane
	drop key signals_durable_lane_time,
	drop key signals_durable_lane_heartbeat,
	add key signals_outbox_partition_time (execution_time),
	add key signals_outbox_partition_heartbeat (last_heartbeat),
	rename to signals_outbox_partition;
