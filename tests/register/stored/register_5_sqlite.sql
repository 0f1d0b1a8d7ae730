BEGIN TRANSACTION;
CREATE TABLE adoptions (
	entry_id INTEGER NOT NULL, 
	area_code VARCHAR(20) NOT NULL, 
	adopted_on DATE, 
	valid_until DATE, 
	note TEXT, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, plan_id VARCHAR(100), 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
INSERT INTO "adoptions" VALUES(1,'3403','2023-03-01','2026-12-31',NULL,'Arbeidsgruppa','2026-11-26 09:47:22.795824','entry 3',NULL);
CREATE TABLE appointments (
	entry_id INTEGER NOT NULL, 
	area_code VARCHAR(20) NOT NULL, 
	seat VARCHAR(20) NOT NULL, 
	position TEXT, 
	appointed_on DATE, 
	is_withdrawn BOOLEAN NOT NULL, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, plan_id VARCHAR(100), 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
INSERT INTO "appointments" VALUES(1,'3403','member','Kommunalsjef','2026-10-01',0,'Arbeidsgruppa','2026-11-27 02:45:44.859197','four-0',NULL);
CREATE TABLE assessments (
	entry_id INTEGER NOT NULL, 
	measure_no INTEGER NOT NULL, 
	verdict VARCHAR(20) NOT NULL, 
	merge_with TEXT, 
	reason TEXT NOT NULL, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, plan_id VARCHAR(100), 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
INSERT INTO "assessments" VALUES(1,1,'Videreføre',NULL,'Virker.','Arbeidsgruppa','2026-11-26 09:47:22.787808','entry 0',NULL);
CREATE TABLE blackouts (
	blackout_id INTEGER NOT NULL, 
	report_id INTEGER NOT NULL, 
	field VARCHAR(30) NOT NULL, 
	blacked_out_at DATETIME NOT NULL, 
	role TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (blackout_id), 
	FOREIGN KEY(report_id) REFERENCES reports (report_id)
);
INSERT INTO "blackouts" VALUES(1,1,'comment','2026-11-26 09:47:22.781444','Arbeidsgruppa','Gjaldt en person');
CREATE TABLE conclusions (
	entry_id INTEGER NOT NULL, 
	measure_no INTEGER NOT NULL, 
	conclusion TEXT NOT NULL, 
	answered INTEGER NOT NULL, 
	asked INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, plan_id VARCHAR(100), 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
CREATE TABLE contacts (
	entry_id INTEGER NOT NULL, 
	recipient VARCHAR(200) NOT NULL, 
	address TEXT, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
INSERT INTO "contacts" VALUES(1,'Hamar','post@hamar.example','Arbeidsgruppa','2026-11-27 02:45:44.866153','four-2');
CREATE TABLE council_meetings (
	entry_id INTEGER NOT NULL, 
	area_code VARCHAR(20) NOT NULL, 
	meets_on DATE, 
	note TEXT, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, plan_id VARCHAR(100), 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
INSERT INTO "council_meetings" VALUES(1,'3403','2027-06-17',NULL,'Arbeidsgruppa','2026-11-27 02:45:44.862450','four-1',NULL);
CREATE TABLE entry_blackouts (
	blackout_id INTEGER NOT NULL, 
	kind VARCHAR(30) NOT NULL, 
	entry_id INTEGER NOT NULL, 
	field VARCHAR(30) NOT NULL, 
	blacked_out_at DATETIME NOT NULL, 
	role TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (blackout_id)
);
INSERT INTO "entry_blackouts" VALUES(1,'milestones',1,'note','2026-11-26 09:47:22.797650','Arbeidsgruppa','Gjaldt en person');
CREATE TABLE milestones (
	entry_id INTEGER NOT NULL, 
	milestone_id VARCHAR(30) NOT NULL, 
	planned_on DATE, 
	reached_on DATE, 
	note TEXT, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, plan_id VARCHAR(100), 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
INSERT INTO "milestones" VALUES(1,'appointed','2026-12-31',NULL,'[sladdet]','Arbeidsgruppa','2026-11-26 09:47:22.793426','entry 2',NULL);
CREATE TABLE proposals (
	entry_id INTEGER NOT NULL, 
	proposal_no INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	theme TEXT, 
	target_group TEXT, 
	reason TEXT NOT NULL, 
	responsible TEXT, 
	deadline DATE, 
	cost TEXT, 
	done_when TEXT, 
	is_withdrawn BOOLEAN NOT NULL, 
	role TEXT NOT NULL, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, plan_id VARCHAR(100), 
	PRIMARY KEY (entry_id), 
	UNIQUE (submission)
);
INSERT INTO "proposals" VALUES(1,1,'Vern på nett',NULL,NULL,'Mangler i planen.',NULL,'2028-01-01',NULL,NULL,0,'Arbeidsgruppa','2026-11-26 09:47:22.790874','entry 1',NULL);
CREATE TABLE register_state (
	id INTEGER NOT NULL, 
	schema_version INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "register_state" VALUES(1,5,20);
CREATE TABLE reports (
	report_id INTEGER NOT NULL, 
	measure_no INTEGER NOT NULL, 
	area_code VARCHAR(20) NOT NULL, 
	status VARCHAR(30) NOT NULL, 
	is_in_operation BOOLEAN NOT NULL, 
	in_place_on DATE, 
	responsible TEXT, 
	comment TEXT, 
	reason TEXT, 
	decided_by TEXT, 
	new_deadline DATE, 
	link TEXT, 
	speaks_of DATE NOT NULL, 
	reporter_role TEXT NOT NULL, 
	round_id INTEGER, 
	saved_at DATETIME NOT NULL, 
	submission VARCHAR(36) NOT NULL, is_withdrawn BOOLEAN DEFAULT 0 NOT NULL, done_as_meant VARCHAR(30), outcome TEXT, hindrance TEXT, should_continue VARCHAR(30), plan_id VARCHAR(100), 
	PRIMARY KEY (report_id), 
	UNIQUE (submission, measure_no, area_code), 
	FOREIGN KEY(round_id) REFERENCES rounds (round_id)
);
INSERT INTO "reports" VALUES(1,1,'3403','I gang',0,NULL,'Helsestasjonen','[sladdet]',NULL,NULL,NULL,NULL,'2026-09-01','Arbeidsgruppa',NULL,'2026-11-26 09:47:22.764672','a',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reports" VALUES(2,1,'3403','Gjennomført',1,'2023-05-01',NULL,NULL,NULL,NULL,NULL,NULL,'2026-09-01','Arbeidsgruppa',1,'2026-11-26 09:47:22.768799','b',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reports" VALUES(3,99,'3403','I gang',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-09-01','Arbeidsgruppa',1,'2026-11-26 09:47:22.768799','b',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reports" VALUES(4,9,'felles','Gjennomføres ikke',0,NULL,NULL,NULL,'Dekkes av et annet tilbud','Rådet','2027-06-30','https://hamar.no/x','2026-09-01','Arbeidsgruppa',1,'2026-11-26 09:47:22.770926','c',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reports" VALUES(5,1,'3420','Vet ikke – avklares',0,NULL,NULL,'Avklares i høst.',NULL,NULL,NULL,NULL,'2026-09-01','Arbeidsgruppa',2,'2026-11-26 09:47:22.775749','d',0,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "reports" VALUES(6,1,'3403','Delvis gjennomført',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-09-01','Arbeidsgruppa',3,'2026-11-26 09:47:22.779876','e',0,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE round_tasks (
	round_id INTEGER NOT NULL, 
	measure_no INTEGER NOT NULL, 
	area_code VARCHAR(20) NOT NULL, 
	report_id INTEGER, 
	deadline DATE, area TEXT, is_joint BOOLEAN, place INTEGER, working_title TEXT, section TEXT, focus_area TEXT, overview_wording TEXT, body_wording TEXT, task TEXT, owner TEXT, 
	PRIMARY KEY (round_id, measure_no, area_code), 
	FOREIGN KEY(round_id) REFERENCES rounds (round_id), 
	FOREIGN KEY(report_id) REFERENCES reports (report_id)
);
INSERT INTO "round_tasks" VALUES(1,1,'3403',2,'2023-12-31','Hamar',0,1,'Tiltak 1 den gangen','3.1.1','Fokus','Oversiktens ord','Planens ord','Oppgaven den gangen','Kommunen');
INSERT INTO "round_tasks" VALUES(1,2,'3403',NULL,NULL,'Hamar',0,2,'Tiltak 2 den gangen','3.1.1','Fokus','Oversiktens ord','Planens ord','Oppgaven den gangen','Kommunen');
INSERT INTO "round_tasks" VALUES(1,1,'3420',NULL,'2023-12-31','Elverum',0,3,'Tiltak 1 den gangen','3.1.1','Fokus','Oversiktens ord','Planens ord','Oppgaven den gangen','Kommunen');
INSERT INTO "round_tasks" VALUES(1,9,'felles',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "round_tasks" VALUES(1,99,'3403',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "round_tasks" VALUES(2,1,'3403',2,'2023-12-31','Hamar',0,1,'Tiltak 1 den gangen','3.1.1','Fokus','Oversiktens ord','Planens ord','Oppgaven den gangen','Kommunen');
INSERT INTO "round_tasks" VALUES(2,2,'3403',NULL,NULL,'Hamar',0,2,'Tiltak 2 den gangen','3.1.1','Fokus','Oversiktens ord','Planens ord','Oppgaven den gangen','Kommunen');
INSERT INTO "round_tasks" VALUES(2,1,'3420',5,'2023-12-31','Elverum',0,3,'Tiltak 1 den gangen','3.1.1','Fokus','Oversiktens ord','Planens ord','Oppgaven den gangen','Kommunen');
INSERT INTO "round_tasks" VALUES(2,9,'felles',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE rounds (
	round_id INTEGER NOT NULL, 
	title VARCHAR(100) NOT NULL, 
	answer_by DATE NOT NULL, 
	opened_at DATETIME NOT NULL, 
	closed_at DATETIME, frozen_at DATETIME, title_key TEXT, plan_id VARCHAR(100), 
	PRIMARY KEY (round_id)
);
INSERT INTO "rounds" VALUES(1,'Våren 2026','2026-09-01','2026-11-26 09:47:22.766728','2026-11-26 09:47:22.772767','2026-11-26 13:15:19.394067','våren 2026',NULL);
INSERT INTO "rounds" VALUES(2,'våren  2026','2026-09-01','2026-11-26 09:47:22.774056','2026-11-26 09:47:22.777232','2026-11-26 13:15:19.415613',NULL,NULL);
INSERT INTO "rounds" VALUES(3,'Høsten 2026','2026-12-01','2026-11-26 09:47:22.778341',NULL,NULL,'høsten 2026',NULL);
CREATE UNIQUE INDEX rounds_have_names_of_their_own ON rounds (title_key);
CREATE INDEX reports_of_a_plan ON reports (plan_id, measure_no, area_code);
COMMIT;
