import { type Logger, pino } from 'pino'

export type Log = Logger

/** One JSON line per event on standard output. Never names, form contents or cookies. */
export const openLog = (level: string): Log =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' })
