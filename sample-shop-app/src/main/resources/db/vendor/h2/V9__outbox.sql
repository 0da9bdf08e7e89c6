-- From signals_durable_call and signals_durable_lane to signals_outbox and signals_outbox_partition. The calls are kept.
-- Stop all nodes before. It can be run again if it was interrupted.
update signals_durable_call set due = 0 where due > 0 and (parked = true or attempts = 0);
drop index if exists signals_durable_call_id;
drop index if exists signals_durable_call_next;
drop index if exists signals_durable_call_entity;
drop index if exists signals_durable_call_due;
drop index if exists signals_durable_call_parked;
alter table signals_durable_call alter column if exists seq rename to sequence_number;
alter table signals_durable_call alter column if exists lane rename to partition_number;
alter table signals_durable_call alter column if exists entity rename to entity_key;
alter table signals_durable_call alter column payload set data type binary varying;
create index if not exists signals_outbox_next on signals_durable_call (parked, uid, partition_number, sequence_number);
create index if not exists signals_outbox_entity on signals_durable_call (entity_key, sequence_number);
create index if not exists signals_outbox_due on signals_durable_call (uid, partition_number, due);
alter table signals_durable_call rename to signals_outbox;

alter index if exists signals_durable_lane_time rename to signals_outbox_partition_time;
alter index if exists signals_durable_lane_heartbeat rename to signals_outbox_partition_heartbeat;
alter table if exists signals_durable_lane alter column task_data set data type binary varying;
alter table if exists signals_durable_lane rename to signals_outbox_partition;
