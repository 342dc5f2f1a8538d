import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { callApi } from './client.ts'
import { gapsIn, type Office, openOffice } from './office.ts'
import { complaints, type Server, startServer } from './server.ts'

const clients = 6
const verifyEvery = 5

/** One request that a client sent: its key, the title it gave, and the answer if one came. */
interface Sent {
  key: string
  title: string
  status?: number
  id?: string
}

const titled = /^Việc [0-9a-f-]{36}$/

async function send(url: string, { leader, task }: Office, one: Sent): Promise<void> {
  const answer = await callApi(url, leader, '/tasks', task(one.title), { 'Idempotency-Key': one.key })
  one.status = answer.status // from here on it is acknowledged
  one.id = ((await answer.json()) as { id: string }).id
}

/** Gives one task after the other until the server is gone, noting each before it is sent. */
async function keepSending(url: string, office: Office, sent: Sent[]) {
  for (;;) {
    const one: Sent = { key: randomUUID(), title: `Việc ${randomUUID()}` }
    sent.push(one)
    try {
      await send(url, office, one)
    } catch {
      return // the answer did not come: killed
    }
  }
}

/** Kills the server at some moment after the first answer. */
async function writeUntilKilled(server: Server, office: Office): Promise<Sent[]> {
  const sent: Sent[] = []
  const writing = Array.from({ length: clients }, () => keepSending(server.url, office, sent))
  while (!sent.some(({ status }) => status)) await pause(5)
  await pause(randomInt(50, 400))
  expect(await server.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' })
  await Promise.all(writing)
  return sent
}

/** What is there is right as far as it goes: whole acts with their row of the record, numbered without a gap. By title, the id. */
async function soundTasks({ look }: Office): Promise<Map<string, string>> {
  const { tasks, recorded, integrity } = await look()
  expect(integrity).toBe('ok')
  expect(tasks.filter((task) => task.recorded !== 1)).toEqual([])
  expect([recorded, gapsIn(tasks)]).toEqual([tasks.length, []])
  const ours = tasks.filter(({ title }) => titled.test(title)) // an order to many units has one title many times
  expect(new Set(ours.map(({ title }) => title)).size).toBe(ours.length)
  return new Map(tasks.map(({ title, id }) => [title, id]))
}

/** Acknowledged, and not there as it was acknowledged. The kill may have come between the status and the body with the id. */
const lost = (sent: readonly Sent[], ids: Map<string, string>) =>
  sent.filter(({ status, title, id }) => status && ids.get(title) !== id && !(ids.has(title) && id === undefined))

/** Kills the server amid writes so many times: what was acknowledged is there once, what was cut off can be sent again. */
export async function killAndLook(rounds: number): Promise<void> {
  const office = await openOffice()
  const all: Sent[] = []
  const count = { acknowledged: 0, cutOff: 0, written: 0 }
  let server = await startServer(['serve'], office.env)
  for (let round = 1; round <= rounds; round++) {
    const sent = await writeUntilKilled(server, office)
    const [answered, cutOff] = [sent.filter(({ status }) => status), sent.filter(({ status }) => !status)]
    expect(answered.filter(({ status }) => status !== 201)).toEqual([])
    all.push(...sent)

    server = await startServer(['serve'], office.env)
    const ids = await soundTasks(office)
    expect(lost(all, ids)).toEqual([])
    const written = cutOff.filter(({ title }) => ids.has(title))
    for (const one of [...cutOff, ...answered.slice(-2)]) {
      await send(server.url, office, one)
      expect([one.status, ids.get(one.title) ?? one.id]).toEqual([201, one.id])
    }
    expect((await soundTasks(office)).size).toBe(ids.size + cutOff.length - written.length)
    if (round % verifyEvery === 0) expect(await office.verify()).toMatchObject({ code: 0 })
    expect(complaints(server)).toEqual([])
    count.acknowledged += answered.length
    count.cutOff += cutOff.length
    count.written += written.length
  }
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  expect(lost(all, await soundTasks(office))).toEqual([])
  expect(await office.verify()).toMatchObject({ code: 0, allSealed: true })
  expect(count.cutOff).toBeGreaterThan(rounds) // else the kills met an idle server, and this shows nothing
  console.log(
    `${rounds} kills: ${count.acknowledged} acknowledged writes, all there; ${count.cutOff} cut off, ` +
      `${count.written} of them written; each there once after it was sent again.`,
  )
}
