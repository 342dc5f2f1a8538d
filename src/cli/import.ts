import type { Ctx } from '../act.ts'
import { administratorsOf } from '../archive/deeds.ts'
import type { Config } from '../config.ts'
import { resetPassword } from '../people/commands.ts'
import { type Say, saidPlainly } from './archives.ts'
import { takeIn } from './restore.ts'

const usage = `import FILE.zip   move the office of an export into an empty installation, whole or not at all`

/** `import`. Returns the exit code: 0 moved in, 1 refused, nothing changed, 2 not understood. */
export async function importOffice(
  args: string[],
  config: Pick<Config, 'database' | 'dataDir'>,
  say: Say = console.log,
): Promise<number> {
  const [file, ...more] = args
  if (!file || file.startsWith('-') || more.length > 0) {
    say(usage)
    return 2
  }
  return saidPlainly('Nothing was imported', say, async () => {
    await takeIn(file, 'export', config, false, say, (ctx) => letAdministratorIn(ctx, say))
    return 0
  })
}

/** An export holds no passwords: the first administrator gets one to be used once, and lets the others in. */
async function letAdministratorIn(ctx: Ctx, say: Say) {
  const [first] = await administratorsOf(ctx.db.reader, ctx.today)
  if (!first) return // an archive without one is refused
  const { password } = await resetPassword(ctx, first.publicId)
  say(`\nNobody has a password yet. ${first.name} signs in once with these and then sets an own one:`)
  say(`  Tên đăng nhập:          ${first.username}`)
  say(`  Mật khẩu dùng một lần:  ${password}`)
  say('and then hands out the first passwords of the others: page /people/passwords.')
}
