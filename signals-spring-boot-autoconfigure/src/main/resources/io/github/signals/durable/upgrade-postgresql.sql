-- From signals_durable_call and signals_durable_lane to signals_outbox and signals_outbox_partition. The calls are kept.
-- Stop all nodes before. In one transaction, as a migration tool runs it.
update signals_durable_call set due = 0 where due > 0 and (parked or attempts = 0);
drop index signals_durable_call_next;
drop index signals_durable_call_entity;
drop index signals_durable_call_due;
drop index signals_durable_call_parked;
alter table signals_durable_call rename column seq to sequence_number;
alter table signals_durable_call rename column lane to partition_number;
alter table signals_durable_call rename column entity to entity_key;
alter table signals_durable_call
	drop constraint signals_durable_call_pkey,
	add constraint signals_outbox_pkey primary key (sequence_number),
	alter column payload type bytea using convert_to(payload, 'UTF8');
alter sequence if exists signals_durable_call_seq_seq rename to signals_outbox_sequence_number_seq;
alter table signals_durable_call rename to signals_outbox;

alter table signals_durable_lane rename constraint signals_durable_lane_pkey to signals_outbox_partition_pkey;
alter index signals_durable_lane_time rename to signals_outbox_partition_time;
alter index signals_durable_lane_heartbeat rename to signals_outbox_partition_heartbeat;
alter table signals_durable_lane rename to signals_outbox_partition;

create index signals_outbox_next on signals_outbox (uid, partition_number, (sequence_number + 0)) where not parked;
create index signals_outbox_held on signals_outbox (uid, partition_number, entity_key, sequence_number) where parked or due > 0;
create index signals_outbox_due on signals_outbox (uid, partition_number, due) where due > 0;
