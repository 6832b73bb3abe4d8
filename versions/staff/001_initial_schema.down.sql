-- initial schema
--
-- Revision:  a203f2b080fa, downgrade
-- Created:   2026-01-12 08:30 UTC
--
-- All that the upgrade made is in these schemas; so is whatever was put there since, and it goes too.

drop schema if exists core, ops, comms, meetings, media, work, intel cascade;
