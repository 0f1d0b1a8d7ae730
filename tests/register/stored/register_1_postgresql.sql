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
    submission character varying(36) NOT NULL
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
    deadline date
);
COMMENT ON TABLE public.round_tasks IS 'What a round held when it was closed; never changes';
COMMENT ON COLUMN public.round_tasks.report_id IS 'The last report when the round closed, if any';
COMMENT ON COLUMN public.round_tasks.deadline IS 'The plan''s, when the round closed';
CREATE TABLE public.rounds (
    round_id integer NOT NULL,
    title character varying(100) NOT NULL,
    answer_by date NOT NULL,
    opened_at timestamp without time zone NOT NULL,
    closed_at timestamp without time zone
);
COMMENT ON COLUMN public.rounds.opened_at IS 'UTC';
COMMENT ON COLUMN public.rounds.closed_at IS 'UTC; empty while it is open';
CREATE SEQUENCE public.rounds_round_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.rounds_round_id_seq OWNED BY public.rounds.round_id;
ALTER TABLE ONLY public.blackouts ALTER COLUMN blackout_id SET DEFAULT nextval('public.blackouts_blackout_id_seq'::regclass);
ALTER TABLE ONLY public.register_state ALTER COLUMN id SET DEFAULT nextval('public.register_state_id_seq'::regclass);
ALTER TABLE ONLY public.reports ALTER COLUMN report_id SET DEFAULT nextval('public.reports_report_id_seq'::regclass);
ALTER TABLE ONLY public.rounds ALTER COLUMN round_id SET DEFAULT nextval('public.rounds_round_id_seq'::regclass);
INSERT INTO public.blackouts VALUES (1, 1, 'comment', '2026-11-26 09:47:21.672731', 'Arbeidsgruppa', 'Gjaldt en person');
INSERT INTO public.register_state VALUES (1, 1, 11);
INSERT INTO public.reports VALUES (2, 1, '3403', 'Gjennomført', true, '2023-05-01', NULL, NULL, NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 1, '2026-11-26 09:47:21.644794', 'b');
INSERT INTO public.reports VALUES (3, 99, '3403', 'I gang', false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 1, '2026-11-26 09:47:21.644794', 'b');
INSERT INTO public.reports VALUES (4, 9, 'felles', 'Gjennomføres ikke', false, NULL, NULL, NULL, 'Dekkes av et annet tilbud', 'Rådet', '2027-06-30', 'https://hamar.no/x', '2026-09-01', 'Arbeidsgruppa', 1, '2026-11-26 09:47:21.649783', 'c');
INSERT INTO public.reports VALUES (5, 1, '3420', 'Vet ikke – avklares', false, NULL, NULL, 'Avklares i høst.', NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 2, '2026-11-26 09:47:21.660607', 'd');
INSERT INTO public.reports VALUES (6, 1, '3403', 'Delvis gjennomført', false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', 3, '2026-11-26 09:47:21.669249', 'e');
INSERT INTO public.reports VALUES (1, 1, '3403', 'I gang', false, NULL, 'Helsestasjonen', '[sladdet]', NULL, NULL, NULL, NULL, '2026-09-01', 'Arbeidsgruppa', NULL, '2026-11-26 09:47:21.636924', 'a');
INSERT INTO public.round_tasks VALUES (1, 1, '3403', 2, '2023-12-31');
INSERT INTO public.round_tasks VALUES (1, 2, '3403', NULL, NULL);
INSERT INTO public.round_tasks VALUES (1, 1, '3420', NULL, '2023-12-31');
INSERT INTO public.round_tasks VALUES (1, 9, 'felles', 4, NULL);
INSERT INTO public.round_tasks VALUES (1, 99, '3403', 3, NULL);
INSERT INTO public.round_tasks VALUES (2, 1, '3403', 2, '2023-12-31');
INSERT INTO public.round_tasks VALUES (2, 2, '3403', NULL, NULL);
INSERT INTO public.round_tasks VALUES (2, 1, '3420', 5, '2023-12-31');
INSERT INTO public.round_tasks VALUES (2, 9, 'felles', 4, NULL);
INSERT INTO public.rounds VALUES (1, 'Våren 2026', '2026-09-01', '2026-11-26 09:47:21.640398', '2026-11-26 09:47:21.654173');
INSERT INTO public.rounds VALUES (2, 'våren  2026', '2026-09-01', '2026-11-26 09:47:21.656946', '2026-11-26 09:47:21.664014');
INSERT INTO public.rounds VALUES (3, 'Høsten 2026', '2026-12-01', '2026-11-26 09:47:21.665989', NULL);
SELECT pg_catalog.setval('public.blackouts_blackout_id_seq', 1, true);
SELECT pg_catalog.setval('public.register_state_id_seq', 1, false);
SELECT pg_catalog.setval('public.reports_report_id_seq', 6, true);
SELECT pg_catalog.setval('public.rounds_round_id_seq', 3, true);
ALTER TABLE ONLY public.blackouts
    ADD CONSTRAINT blackouts_pkey PRIMARY KEY (blackout_id);
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
ALTER TABLE ONLY public.blackouts
    ADD CONSTRAINT blackouts_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(report_id);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.rounds(round_id);
ALTER TABLE ONLY public.round_tasks
    ADD CONSTRAINT round_tasks_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.reports(report_id);
ALTER TABLE ONLY public.round_tasks
    ADD CONSTRAINT round_tasks_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.rounds(round_id);
