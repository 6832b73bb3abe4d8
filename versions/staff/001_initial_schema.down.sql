-- initial schema
--
-- Revision:  a203f2b080fa, downgrade
-- Created:   2026-01-12 08:30 UTC
--
-- All that the upgrade made is in these schemas. What was put there since goes with it.

drop schema if exists core, ops, comms, meetings, media, work, intel cascade;
