/**
 * A province's tasks and all that stands beside them, as statements for both databases. They draw from three small
 * tables: `doers` (who does it, who may give and accept it), `days` and `titles`, each numbered from 0.
 */

/** So many tasks given over so many days, the last of them today; `doers` is how many people do them. */
export interface Amount {
  tasks: number
  days: number
  doers: number
}

/** By the table they fill, in order. Scopes and tallies are filled as the triggers would. */
export const taskRows = (amount: Amount): [table: string, statement: string][] => [
  ['tasks', `insert into tasks (${columns}) ${values(amount)}`],
  ['task_coordinators', coordinators(amount)],
  ['task_scopes', `insert into task_scopes (scope, task_id, state, due, assignee_id) ${scopes} order by 1, 2`],
  ['task_tallies', `insert into task_tallies (scope, month, late, count) ${tallies}`],
  ...beside,
  ['audit', `insert into audit (${record}) ${given} union all ${accepted} order by 2`],
]

const columns = `id, public_id, code, office_id, unit_id, kind, state, title, content, document, folded, assignee_id,
  assigner_id, approver_id, follower_id, consequence, product, quantity, quantity_unit, acceptance, evidence, factor, due,
  issued_at, issued_on, submitted_at, submitted_on, done_on, progress, parent_id, children`

/** A number from 0 to below `below` that looks drawn by lot and is the same every time. */
const lot = (salt: number, below: number) => `(n * ${salt} + n / ${below}) % ${below}`

const drawn = ({ tasks, days, doers }: Amount) => `
  with recursive numbers (n) as (select cast(1 as bigint) union all select n + 1 from numbers where n < ${tasks}),
  drawn as (select n, ${lot(7919, doers)} as doer, ${lot(48_271, 1000)} as roll, ${lot(16_807, 97)} as spread,
    ${lot(31, 8)} as title, n * ${days} / ${tasks} as issued from numbers),
  timed as (select *, issued + 5 + spread % 40 as due from drawn),
  fated as (select *, case when due < ${days - 60} then ${fate(900, 930, 935, 950)}
    when due < ${days} then ${fate(800, 820, 825, 840)} else ${fate(450, 465, 467, 475)} end as state from timed),
  ended as (select *, case when state = 'completed' then ${finish} when state = 'submitted' then issued + spread % 30 end as finish
    from fated),
  told as (select *, case when finish > ${days} then ${days} when finish < issued then issued else finish end as over from ended)`

/** Of a thousand: so many done, given up, declined, paused; the rest is open. */
const fate = (done: number, cancelled: number, declined: number, paused: number) => `
  case when roll < ${done} then 'completed' when roll < ${cancelled} then 'cancelled' when roll < ${declined} then 'declined'
    when roll < ${paused} then 'paused' when n % 10 < 3 then 'issued' when n % 10 < 8 then 'in_progress' else 'submitted' end`

/** Every fifth is late by up to two weeks. */
const finish = 'case when roll % 5 = 0 then due + 1 + spread % 15 else due - spread % 12 end'

const values = (amount: Amount) => `${drawn(amount)}
  select n, 'task' || n, ${code}, office_id, unit_id, 'action', state, titles.title || ' số ' || (n % 500),
    'Tổng hợp số liệu, dự thảo, trình ký.', (n % 9000) || '/KH-UBND',
    replace(${code}, '-', ' ') || ' ' || titles.folded || ' so ' || (n % 500) || ' ' || (n % 9000) || ' kh ubnd ' || doers.folded,
    doers.id, case when n % 20 = 0 then chair_id when n % 3 = 0 then head_id else leader_id end,
    case when n % 2 = 0 then head_id else leader_id end, case when n % 4 = 0 then clerk_id end,
    '', 'báo cáo', 1, '', '', '', 100, due.day, issued.day || 'T02:00:00.000Z', issued.day,
    over.day || 'T03:00:00.000Z', over.day, case when state = 'completed' then over.day end, 0,
    case when ${isPart(amount)} then n - n % 97 end, case when ${isWhole(amount)} then 3 else 0 end
  from told join doers on doers.no = doer join titles on titles.no = told.title
    join days as issued on issued.no = told.issued join days as due on due.no = told.due
    left join days as over on over.no = told.over
  order by told.n`

const code = `substr(issued.day, 1, 4) || '-' || n`
const isWhole = ({ tasks }: Amount) => `n % 97 = 0 and n + 3 <= ${tasks}`
const isPart = ({ tasks }: Amount) => `n > 97 and n % 97 in (1, 2, 3) and n - n % 97 + 3 <= ${tasks}`

const coordinators = ({ doers }: Amount) => `
  insert into task_coordinators (task_id, person_id, part)
  select tasks.id, doers.id, 'Cung cấp số liệu' from tasks join doers on doers.no = (tasks.id + 1234) % ${doers}
  where tasks.id % 10 = 0`

/** Each party and each unit above one, once: what `scopesOfParties` says of people placed as in this province. */
const of = 'task_id, state, due, assignee_id'
const own = 'id, state, due, assignee_id'
const scopes = `
  with helped as (select tasks.*, tasks.id as task_id, doers.id as helper, doers.unit_id as helper_unit, doers.office_id as helper_office
    from task_coordinators join tasks on tasks.id = task_id join doers on doers.id = person_id)
  select 'p' || assignee_id, ${own} from tasks
  union all select 'p' || assigner_id, ${own} from tasks
  union all select 'p' || approver_id, ${own} from tasks where approver_id <> assigner_id
  union all select 'p' || follower_id, ${own} from tasks where follower_id is not null
  union all select 'u' || unit_id, ${own} from tasks
  union all select 'u' || office_id, ${own} from tasks
  union all select 'u' || (select id from units where parent_id is null), ${own} from tasks
  union all select 'p' || helper, ${of} from helped where helper not in (assignee_id, assigner_id, approver_id)
  union all select 'u' || helper_unit, ${of} from helped where helper_unit <> unit_id
  union all select 'u' || helper_office, ${of} from helped where helper_office <> office_id`

const tallies = `
  select scope, substr(issued_on, 1, 7), case when done_on <= due then 0 else 1 end, count(*)
  from (select 'u' || unit_id as scope, tasks.* from tasks union all select 'p' || assignee_id, tasks.* from tasks) as counted
  where state = 'completed' and children = 0 group by 1, 2, 3`

const beside: [table: string, statement: string][] = [
  [
    'task_steps',
    `insert into task_steps (task_id, position, name, doer_id, due) select id, 1, 'Dự thảo', assignee_id, due from tasks`,
  ],
  [
    'task_deadlines',
    `insert into task_deadlines (task_id, due, cause, reason, set_at, set_by_id)
      select id, due, 'first', '', issued_at, assigner_id from tasks`,
  ],
  [
    'task_holdings',
    `insert into task_holdings (task_id, holder, person_id, from_at) select id, 'doer', assignee_id, issued_at from tasks`,
  ],
  [
    'submissions',
    `insert into submissions (public_id, task_id, report, submitted_at, submitted_on, submitted_by_id, decision)
      select 's' || id, id, 'Đã xong.', submitted_at, submitted_on, assignee_id,
        case when state = 'completed' then 'approved' end from tasks where submitted_at is not null`,
  ],
  [
    'task_requests',
    `insert into task_requests (public_id, task_id, kind, text, proposed_due, asked_by_id, asked_at, asked_of_id)
      select 'r' || id, id, 'extension', 'Chờ số liệu.', '2026-12-31', assignee_id, issued_at, approver_id from tasks
      where state = 'in_progress' and id % 15 = 3`,
  ],
]

const record = `public_id, at, actor_id, action, subject_kind, subject, unit_path, about_id, facts, salt, commitment, position`
const row = `'task', tasks.public_id, path, assignee_id, '{}', '', ''`
const given = `select 'g' || tasks.id, issued_at, assigner_id, 'person.giveTask', ${row},
  tasks.id from tasks join units on units.id = unit_id`
const accepted = `select 'a' || tasks.id, issued_on || 'T09:00:00.000Z', assignee_id, 'task.accept',
  ${row}, tasks.id + (select count(*) from tasks)
  from tasks join units on units.id = unit_id where state <> 'issued'`
