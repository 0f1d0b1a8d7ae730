-- How many gave each answer about a measure? One row per measure × question × answer that somebody gave.
-- Only of those who have answered both questions, so that the answers to each are as many as those who have evaluated.
-- key: measure_no, question, answer
create table marts.evaluation_answers as
select
    measure_no,
    question,
    answer,
    count(*)::integer as answers
from (
    unpivot (from marts.task_evaluations where is_evaluated)
    on done_as_meant, should_continue
    into name question value answer
)
group by all
order by all;

comment on table marts.evaluation_answers is 'How many gave each answer about a measure. One row per measure × question × answer that somebody gave.';
comment on column marts.evaluation_answers.measure_no is 'Measure';
comment on column marts.evaluation_answers.question is 'Whether it was done as meant, or whether it should go on';
comment on column marts.evaluation_answers.answer is 'What was chosen';
comment on column marts.evaluation_answers.answers is 'How many of those who have answered both questions';
