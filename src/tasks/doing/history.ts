import type { Reader } from '../../db/schema.ts'

/** Which page of a list: after the row of this public id, so many rows. */
interface Paging {
  after?: string
  limit: number
}

/** What happened to a task, newest first, page by page; the number a page ends at never leaves the server. */
export const historyPage = (db: Reader, task: string, { after, limit }: Paging) =>
  db
    .selectFrom('audit')
    .innerJoin('people as actor', 'actor.id', 'audit.actorId')
    .leftJoin('people as principal', 'principal.id', 'audit.behalfOfId')
    .select(['audit.publicId', 'audit.at', 'audit.action', 'audit.facts'])
    .select(['actor.name as actor', 'principal.name as onBehalfOf'])
    .where('subjectKind', '=', 'task')
    .where('subject', '=', task)
    .$if(after !== undefined, (rows) =>
      rows.where('audit.id', '<', (is) =>
        is
          .selectFrom('audit')
          .select('id')
          .where('publicId', '=', after ?? ''),
      ),
    )
    .orderBy('audit.id', 'desc')
    .limit(limit)
    .execute()

/** What was said about a task, oldest first, page by page. */
export const commentPage = (db: Reader, taskId: number, { after, limit }: Paging) =>
  db
    .selectFrom('taskComments')
    .innerJoin('people', 'people.id', 'taskComments.byId')
    .select(['taskComments.id', 'taskComments.publicId', 'at', 'text', 'people.name as by'])
    .where('taskId', '=', taskId)
    .$if(after !== undefined, (rows) =>
      rows.where('taskComments.id', '>', (is) =>
        is
          .selectFrom('taskComments')
          .select('id')
          .where('publicId', '=', after ?? ''),
      ),
    )
    .orderBy('taskComments.id')
    .limit(limit)
    .execute()

/** Who is named in which of these comments. */
export async function mentionsIn(db: Reader, commentIds: readonly number[]) {
  if (commentIds.length === 0) return []
  return db
    .selectFrom('commentMentions')
    .innerJoin('people', 'people.id', 'commentMentions.personId')
    .select(['commentId', 'people.publicId as id', 'people.name'])
    .where('commentId', 'in', [...commentIds])
    .orderBy('people.sortKey')
    .execute()
}

/** The progress last reported, newest first. */
export const latestReports = (db: Reader, taskId: number) =>
  db
    .selectFrom('taskReports')
    .innerJoin('people', 'people.id', 'taskReports.byId')
    .select(['at', 'progress', 'note', 'people.name as by'])
    .where('taskId', '=', taskId)
    .orderBy('taskReports.id', 'desc')
    .limit(20)
    .execute()
