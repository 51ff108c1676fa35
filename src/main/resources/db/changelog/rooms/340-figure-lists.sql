--liquibase formatted sql

--changeset casework:figure-lists-001
--comment The list behind the costs begins with the newest approval of all sites: read in this order, a page of it needs some dozens of rows, not all of three years
create index repair_cost_approved_order on repair_cost (approved_at, case_number, id) where decision = 'APPROVED';
