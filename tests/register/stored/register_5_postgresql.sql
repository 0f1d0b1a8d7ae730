SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.adoptions (
    entry_id integer NOT NULL,
    area_code character varying(20) NOT NULL,
    adopted_on date,
    valid_until date,
    note text,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    plan_id character varying(100)
);
COMMENT ON TABLE public.adoptions IS 'When a municipality adopted the plan, and until when it is valid there';
COMMENT ON COLUMN public.adoptions.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.adoptions.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.adoptions.saved_at IS 'UTC';
COMMENT ON COLUMN public.adoptions.submission IS 'Sent again, it changes nothing';
COMMENT ON COLUMN public.adoptions.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.adoptions_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.adoptions_entry_id_seq OWNED BY public.adoptions.entry_id;
CREATE TABLE public.appointments (
    entry_id integer NOT NULL,
    area_code character varying(20) NOT NULL,
    seat character varying(20) NOT NULL,
    "position" text,
    appointed_on date,
    is_withdrawn boolean NOT NULL,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    plan_id character varying(100)
);
COMMENT ON TABLE public.appointments IS 'Who has been appointed to work on the plan, by role';
COMMENT ON COLUMN public.appointments.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.appointments.seat IS 'Member, coordinator and the like';
COMMENT ON COLUMN public.appointments."position" IS 'Role or position of whoever is appointed, never a name';
COMMENT ON COLUMN public.appointments.is_withdrawn IS 'Nobody has the seat';
COMMENT ON COLUMN public.appointments.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.appointments.saved_at IS 'UTC';
COMMENT ON COLUMN public.appointments.submission IS 'Sent again, it changes nothing';
COMMENT ON COLUMN public.appointments.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.appointments_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.appointments_entry_id_seq OWNED BY public.appointments.entry_id;
CREATE TABLE public.assessments (
    entry_id integer NOT NULL,
    measure_no integer NOT NULL,
    verdict character varying(20) NOT NULL,
    merge_with text,
    reason text NOT NULL,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    plan_id character varying(100)
);
COMMENT ON TABLE public.assessments IS 'What the next plan should do with a measure';
COMMENT ON COLUMN public.assessments.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.assessments.merge_with IS 'With what it is to be put together';
COMMENT ON COLUMN public.assessments.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.assessments.saved_at IS 'UTC';
COMMENT ON COLUMN public.assessments.submission IS 'Sent again, it changes nothing';
COMMENT ON COLUMN public.assessments.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.assessments_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.assessments_entry_id_seq OWNED BY public.assessments.entry_id;
CREATE TABLE public.blackouts (
    blackout_id integer NOT NULL,
    report_id integer NOT NULL,
    field character varying(30) NOT NULL,
    blacked_out_at timestamp without time zone NOT NULL,
    role text NOT NULL,
    reason text NOT NULL
);
COMMENT ON COLUMN public.blackouts.blacked_out_at IS 'UTC';
CREATE SEQUENCE public.blackouts_blackout_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.blackouts_blackout_id_seq OWNED BY public.blackouts.blackout_id;
CREATE TABLE public.conclusions (
    entry_id integer NOT NULL,
    measure_no integer NOT NULL,
    conclusion text NOT NULL,
    answered integer NOT NULL,
    asked integer NOT NULL,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    plan_id character varying(100)
);
COMMENT ON TABLE public.conclusions IS 'What the working group makes of the answers about a measure';
COMMENT ON COLUMN public.conclusions.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.conclusions.answered IS 'How many had evaluated the measure when it was written';
COMMENT ON COLUMN public.conclusions.asked IS 'Of how many who are asked';
COMMENT ON COLUMN public.conclusions.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.conclusions.saved_at IS 'UTC';
COMMENT ON COLUMN public.conclusions.submission IS 'Sent again, it changes nothing';
COMMENT ON COLUMN public.conclusions.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.conclusions_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.conclusions_entry_id_seq OWNED BY public.conclusions.entry_id;
CREATE TABLE public.contacts (
    entry_id integer NOT NULL,
    recipient character varying(200) NOT NULL,
    address text,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL
);
COMMENT ON TABLE public.contacts IS 'Where those who are asked can be reached';
COMMENT ON COLUMN public.contacts.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.contacts.recipient IS 'A municipality, or who does a joint task';
COMMENT ON COLUMN public.contacts.address IS 'E-mail address of a role, never of a person; empty where it was taken away';
COMMENT ON COLUMN public.contacts.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.contacts.saved_at IS 'UTC';
COMMENT ON COLUMN public.contacts.submission IS 'Sent again, it changes nothing';
CREATE SEQUENCE public.contacts_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.contacts_entry_id_seq OWNED BY public.contacts.entry_id;
CREATE TABLE public.council_meetings (
    entry_id integer NOT NULL,
    area_code character varying(20) NOT NULL,
    meets_on date,
    note text,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    plan_id character varying(100)
);
COMMENT ON TABLE public.council_meetings IS 'When a council is to treat the next plan';
COMMENT ON COLUMN public.council_meetings.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.council_meetings.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.council_meetings.saved_at IS 'UTC';
COMMENT ON COLUMN public.council_meetings.submission IS 'Sent again, it changes nothing';
COMMENT ON COLUMN public.council_meetings.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.council_meetings_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.council_meetings_entry_id_seq OWNED BY public.council_meetings.entry_id;
CREATE TABLE public.entry_blackouts (
    blackout_id integer NOT NULL,
    kind character varying(30) NOT NULL,
    entry_id integer NOT NULL,
    field character varying(30) NOT NULL,
    blacked_out_at timestamp without time zone NOT NULL,
    role text NOT NULL,
    reason text NOT NULL
);
COMMENT ON COLUMN public.entry_blackouts.kind IS 'The table the text stood in';
COMMENT ON COLUMN public.entry_blackouts.blacked_out_at IS 'UTC';
CREATE SEQUENCE public.entry_blackouts_blackout_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.entry_blackouts_blackout_id_seq OWNED BY public.entry_blackouts.blackout_id;
CREATE TABLE public.milestones (
    entry_id integer NOT NULL,
    milestone_id character varying(30) NOT NULL,
    planned_on date,
    reached_on date,
    note text,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    plan_id character varying(100)
);
COMMENT ON TABLE public.milestones IS 'When the work on the next plan is to be where, and when it was';
COMMENT ON COLUMN public.milestones.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.milestones.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.milestones.saved_at IS 'UTC';
COMMENT ON COLUMN public.milestones.submission IS 'Sent again, it changes nothing';
COMMENT ON COLUMN public.milestones.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.milestones_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.milestones_entry_id_seq OWNED BY public.milestones.entry_id;
CREATE TABLE public.proposals (
    entry_id integer NOT NULL,
    proposal_no integer NOT NULL,
    title text NOT NULL,
    theme text,
    target_group text,
    reason text NOT NULL,
    responsible text,
    deadline date,
    cost text,
    done_when text,
    is_withdrawn boolean NOT NULL,
    role text NOT NULL,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    plan_id character varying(100)
);
COMMENT ON TABLE public.proposals IS 'Measures proposed for the next plan';
COMMENT ON COLUMN public.proposals.entry_id IS 'In the order they were saved';
COMMENT ON COLUMN public.proposals.responsible IS 'Role or unit, never a person';
COMMENT ON COLUMN public.proposals.done_when IS 'How one sees that it is done';
COMMENT ON COLUMN public.proposals.role IS 'Role of whoever wrote it';
COMMENT ON COLUMN public.proposals.saved_at IS 'UTC';
COMMENT ON COLUMN public.proposals.submission IS 'Sent again, it changes nothing';
COMMENT ON COLUMN public.proposals.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.proposals_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.proposals_entry_id_seq OWNED BY public.proposals.entry_id;
CREATE TABLE public.register_state (
    id integer NOT NULL,
    schema_version integer NOT NULL,
    revision integer NOT NULL
);
COMMENT ON COLUMN public.register_state.id IS 'Always 1; every writer takes this row first, and waits for it';
COMMENT ON COLUMN public.register_state.revision IS 'Grows by one each time anything is saved';
CREATE SEQUENCE public.register_state_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.register_state_id_seq OWNED BY public.register_state.id;
CREATE TABLE public.reports (
    report_id integer NOT NULL,
    measure_no integer NOT NULL,
    area_code character varying(20) NOT NULL,
    status character varying(30) NOT NULL,
    is_in_operation boolean NOT NULL,
    in_place_on date,
    responsible text,
    comment text,
    reason text,
    decided_by text,
    new_deadline date,
    link text,
    speaks_of date NOT NULL,
    reporter_role text NOT NULL,
    round_id integer,
    saved_at timestamp without time zone NOT NULL,
    submission character varying(36) NOT NULL,
    is_withdrawn boolean DEFAULT false NOT NULL,
    done_as_meant character varying(30),
    outcome text,
    hindrance text,
    should_continue character varying(30),
    plan_id character varying(100)
);
COMMENT ON COLUMN public.reports.report_id IS 'In the order they were saved';
COMMENT ON COLUMN public.reports.is_in_operation IS '«I fast drift»; only where it is done';
COMMENT ON COLUMN public.reports.in_place_on IS 'First day of the month it was in place; empty where not known';
COMMENT ON COLUMN public.reports.responsible IS 'Role or unit here, never a person';
COMMENT ON COLUMN public.reports.reason IS 'Why it was not done';
COMMENT ON COLUMN public.reports.decided_by IS 'Who decided that it is not to be done';
COMMENT ON COLUMN public.reports.speaks_of IS 'The date it tells the state of';
COMMENT ON COLUMN public.reports.round_id IS 'The round that was open when it was saved';
COMMENT ON COLUMN public.reports.saved_at IS 'UTC';
COMMENT ON COLUMN public.reports.submission IS 'What was sent at once; sent again, it changes nothing';
COMMENT ON COLUMN public.reports.is_withdrawn IS 'Takes the answer before it back: nothing is answered';
COMMENT ON COLUMN public.reports.done_as_meant IS 'Evaluation: was it done as it was meant?';
COMMENT ON COLUMN public.reports.outcome IS 'Evaluation: what came of it';
COMMENT ON COLUMN public.reports.hindrance IS 'Evaluation: what hindered it';
COMMENT ON COLUMN public.reports.should_continue IS 'Evaluation: should it go on?';
COMMENT ON COLUMN public.reports.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.reports_report_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.reports_report_id_seq OWNED BY public.reports.report_id;
CREATE TABLE public.round_tasks (
    round_id integer NOT NULL,
    measure_no integer NOT NULL,
    area_code character varying(20) NOT NULL,
    report_id integer,
    deadline date,
    area text,
    is_joint boolean,
    place integer,
    working_title text,
    section text,
    focus_area text,
    overview_wording text,
    body_wording text,
    task text,
    owner text
);
COMMENT ON TABLE public.round_tasks IS 'What a round held when it was closed; never changes';
COMMENT ON COLUMN public.round_tasks.report_id IS 'The last report when the round closed, if any';
COMMENT ON COLUMN public.round_tasks.deadline IS 'The plan''s, when the round closed';
COMMENT ON COLUMN public.round_tasks.area IS 'Name of the municipality, or «Felles»';
COMMENT ON COLUMN public.round_tasks.place IS 'Order';
COMMENT ON COLUMN public.round_tasks.owner IS 'A role, as the plan words it';
CREATE TABLE public.rounds (
    round_id integer NOT NULL,
    title character varying(100) NOT NULL,
    answer_by date NOT NULL,
    opened_at timestamp without time zone NOT NULL,
    closed_at timestamp without time zone,
    frozen_at timestamp without time zone,
    title_key text,
    plan_id character varying(100)
);
COMMENT ON COLUMN public.rounds.opened_at IS 'UTC';
COMMENT ON COLUMN public.rounds.closed_at IS 'UTC; empty while it is open';
COMMENT ON COLUMN public.rounds.frozen_at IS 'UTC; when the words of the plan were kept';
COMMENT ON COLUMN public.rounds.title_key IS 'Its name without case; empty where an earlier round had that name';
COMMENT ON COLUMN public.rounds.plan_id IS 'The plan it belongs to';
CREATE SEQUENCE public.rounds_round_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rounds_round_id_seq OWNED BY public.rounds.round_id;
ALTER TABLE ONLY public.adoptions ALTER COLUMN entry_id SET DEFAULT nextval('public.adoptions_entry_id_seq'::regclass);
ALTER TABLE ONLY public.appointments ALTER COLUMN entry_id SET DEFAULT nextval('public.appointments_entry_id_seq'::regclass);
ALTER TABLE ONLY public.assessments ALTER COLUMN entry_id SET DEFAULT nextval('public.assessments_entry_id_seq'::regclass);
ALTER TABLE ONLY public.blackouts ALTER COLUMN blackout_id SET DEFAULT nextval('public.blackouts_blackout_id_seq'::regclass);
ALTER TABLE ONLY public.conclusions ALTER COLUMN entry_id SET DEFAULT nextval('public.conclusions_entry_id_seq'::regclass);
ALTER TABLE ONLY public.contacts ALTER COLUMN entry_id SET DEFAULT nextval('public.contacts_entry_id_seq'::regclass);
ALTER TABLE ONLY public.council_meetings ALTER COLUMN entry_id SET DEFAULT nextval('public.council_meetings_entry_id_seq'::regclass);
ALTER TABLE ONLY public.entry_blackouts ALTER COLUMN blackout_id SET DEFAULT nextval('public.entry_blackouts_blackout_id_seq'::regclass);
ALTER TABLE ONLY public.milestones ALTER COLUMN entry_id SET DEFAULT nextval('public.milestones_entry_id_seq'::regclass);
ALTER TABLE ONLY public.proposals ALTER COLUMN entry_id SET DEFAULT nextval('public.proposals_entry_id_seq'::regclass);
ALTER TABLE ONLY public.register_state ALTER COLUMN id SET DEFAULT nextval('public.register_state_id_seq'::regclass);
ALTER TABLE ONLY public.reports ALTER COLUMN report_id SET DEFAULT nextval('public.reports_report_id_seq'::regclass);
ALTER TABLE ONLY public.rounds ALTER COLUMN round_id SET DEFAULT nextval('public.rounds_round_id_seq'::regclass);
INSERT INTO public.adoptions VALUES (1, '3403', '2023-03-01', '2026-12-31', NULL, 'Arbeidsgruppa', '2026-11-26 09:47:22.476654', 'entry 3', NULL);
INSERT INTO public.appointments VALUES (1, '3403', 'member', 'Kommunalsjef', '2026-10-01', false, 'Arbeidsgruppa', '2026-11-27 02:45:45.689842', 'four-0', NULL);
INSERT INTO public.assessments VALUES (1, 1, 'Videreføre', NULL, 'Virker.', 'Arbeidsgruppa', '2026-11-26 09:47:22.463275', 'entry 0', NULL);
INSERT INTO public.blackouts VALUES (1, 1, 'comment', '2026-11-26 09:47:22.457616', 'Arbeidsgruppa', 'Gjaldt en person');
INSERT INTO public.contacts VALUES (1, 'Hamar', 'post@hamar.example', 'Arbeidsgruppa', '2026-11-27 02:45:45.698285', 'four-2');
INSERT INTO public.council_meetings VALUES (1, '3403', '2027-06-17', NULL, 'Arbeidsgruppa', '2026-11-27 02:45:45.694306', 'four-1', NULL);
INSERT INTO public.entry_blackouts VALUES (1, 'milestones', 1, 'note', '2026-11-26 09:47:22.480458', 'Arbeidsgruppa', 'Gjaldt en person');
INSERT INTO public.milestones VALUES (1, 'appointed', '2026-12-31', NULL, '[sladdet]', 'Arbeidsgruppa', '2026-11-26 09:47:22.472618', 'entry 2', NULL);
INSERT INTO public.proposals VALUES (1, 1, 'Vern på nett', NULL, NULL, 'Mangler i planen.', NULL, '2028-01-01', NULL, NULL, false, 'Arbeidsgruppa', '2026-11-26 09:47:22.468226', 'entry 1', NULL);
INSERT INTO public.register_state VALUES (1, 5, 20);
INSERT INTO public.reports VALUES (2, 1, '3403', 'Gjennomført', true, '2023-05-01', NULL, NULL, NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 1, '2026-11-26 09:47:22.430744', 'b', false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.reports VALUES (3, 99, '3403', 'I gang', false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 1, '2026-11-26 09:47:22.430744', 'b', false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.reports VALUES (4, 9, 'felles', 'Gjennomføres ikke', false, NULL, NULL, NULL, 'Dekkes av et annet tilbud', 'Rådet', '2027-06-30', 'https://hamar.no/x', '2026-09-01', 'Arbeidsgruppa', 1, '2026-11-26 09:47:22.435311', 'c', false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.reports VALUES (5, 1, '3420', 'Vet ikke – avklares', false, NULL, NULL, 'Avklares i høst.', NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 2, '2026-11-26 09:47:22.444879', 'd', false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.reports VALUES (6, 1, '3403', 'Delvis gjennomført', false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 3, '2026-11-26 09:47:22.454048', 'e', false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.reports VALUES (1, 1, '3403', 'I gang', false, NULL, 'Helsestasjonen', '[sladdet]', NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', NULL, '2026-11-26 09:47:22.422192', 'a', false, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.round_tasks VALUES (1, 9, 'felles', 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.round_tasks VALUES (1, 99, '3403', 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.round_tasks VALUES (2, 9, 'felles', 4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.round_tasks VALUES (2, 1, '3403', 2, '2023-12-31', 'Hamar', false, 1, 'Tiltak 1 den gangen', '3.1.1', 'Fokus', 'Oversiktens ord', 'Planens ord', 'Oppgaven den gangen', 'Kommunen');
INSERT INTO public.round_tasks VALUES (2, 2, '3403', NULL, NULL, 'Hamar', false, 2, 'Tiltak 2 den gangen', '3.1.1', 'Fokus', 'Oversiktens ord', 'Planens ord', 'Oppgaven den gangen', 'Kommunen');
INSERT INTO public.round_tasks VALUES (2, 1, '3420', 5, '2023-12-31', 'Elverum', false, 3, 'Tiltak 1 den gangen', '3.1.1', 'Fokus', 'Oversiktens ord', 'Planens ord', 'Oppgaven den gangen', 'Kommunen');
INSERT INTO public.round_tasks VALUES (1, 1, '3403', 2, '2023-12-31', 'Hamar', false, 1, 'Tiltak 1 den gangen', '3.1.1', 'Fokus', 'Oversiktens ord', 'Planens ord', 'Oppgaven den gangen', 'Kommunen');
INSERT INTO public.round_tasks VALUES (1, 2, '3403', NULL, NULL, 'Hamar', false, 2, 'Tiltak 2 den gangen', '3.1.1', 'Fokus', 'Oversiktens ord', 'Planens ord', 'Oppgaven den gangen', 'Kommunen');
INSERT INTO public.round_tasks VALUES (1, 1, '3420', NULL, '2023-12-31', 'Elverum', false, 3, 'Tiltak 1 den gangen', '3.1.1', 'Fokus', 'Oversiktens ord', 'Planens ord', 'Oppgaven den gangen', 'Kommunen');
INSERT INTO public.rounds VALUES (3, 'Høsten 2026', '2026-12-01', '2026-11-26 09:47:22.45064', NULL, NULL, 'høsten 2026', NULL);
INSERT INTO public.rounds VALUES (2, 'våren  2026', '2026-09-01', '2026-11-26 09:47:22.441594', '2026-11-26 09:47:22.448546', '2026-11-26 13:15:21.39993', NULL, NULL);
INSERT INTO public.rounds VALUES (1, 'Våren 2026', '2026-09-01', '2026-11-26 09:47:22.42675', '2026-11-26 09:47:22.43923', '2026-11-26 13:15:21.406851', 'våren 2026', NULL);
SELECT pg_catalog.setval('public.adoptions_entry_id_seq', 1, true);
SELECT pg_catalog.setval('public.appointments_entry_id_seq', 1, true);
SELECT pg_catalog.setval('public.assessments_entry_id_seq', 1, true);
SELECT pg_catalog.setval('public.blackouts_blackout_id_seq', 1, true);
SELECT pg_catalog.setval('public.conclusions_entry_id_seq', 1, false);
SELECT pg_catalog.setval('public.contacts_entry_id_seq', 1, true);
SELECT pg_catalog.setval('public.council_meetings_entry_id_seq', 1, true);
SELECT pg_catalog.setval('public.entry_blackouts_blackout_id_seq', 1, true);
SELECT pg_catalog.setval('public.milestones_entry_id_seq', 1, true);
SELECT pg_catalog.setval('public.proposals_entry_id_seq', 1, true);
SELECT pg_catalog.setval('public.register_state_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_report_id_seq', 6, true);
SELECT pg_catalog.setval('public.rounds_round_id_seq', 3, true);
ALTER TABLE ONLY public.adoptions
    ADD CONSTRAINT adoptions_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.adoptions
    ADD CONSTRAINT adoptions_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.appointments
    ADD CONSTRAINT appointments_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.assessments
    ADD CONSTRAINT assessments_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.blackouts
    ADD CONSTRAINT blackouts_pkey PRIMARY KEY (blackout_id);
ALTER TABLE ONLY public.conclusions
    ADD CONSTRAINT conclusions_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.conclusions
    ADD CONSTRAINT conclusions_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.council_meetings
    ADD CONSTRAINT council_meetings_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.council_meetings
    ADD CONSTRAINT council_meetings_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.entry_blackouts
    ADD CONSTRAINT entry_blackouts_pkey PRIMARY KEY (blackout_id);
ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.milestones
    ADD CONSTRAINT milestones_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT proposals_pkey PRIMARY KEY (entry_id);
ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT proposals_submission_key UNIQUE (submission);
ALTER TABLE ONLY public.register_state
    ADD CONSTRAINT register_state_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (report_id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_submission_measure_no_area_code_key UNIQUE (submission, measure_no, area_code);
ALTER TABLE ONLY public.round_tasks
    ADD CONSTRAINT round_tasks_pkey PRIMARY KEY (round_id, measure_no, area_code);
ALTER TABLE ONLY public.rounds
    ADD CONSTRAINT rounds_pkey PRIMARY KEY (round_id);
CREATE INDEX reports_of_a_plan ON public.reports USING btree (plan_id, measure_no, area_code);
CREATE UNIQUE INDEX rounds_have_names_of_their_own ON public.rounds USING btree (title_key);
ALTER TABLE ONLY public.blackouts
    ADD CONSTRAINT blackouts_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(report_id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.rounds(round_id);
ALTER TABLE ONLY public.round_tasks
    ADD CONSTRAINT round_tasks_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(report_id);
ALTER TABLE ONLY public.round_tasks
    ADD CONSTRAINT round_tasks_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.rounds(round_id);
