import { Invalid, Refusal } from '../refusal.ts'
import type { Errors } from '../web.tsx'

type Done<T> = { done: T; errors?: undefined }
type Wrong = { done?: undefined; errors: Errors }
type Stale = { done?: undefined; errors?: undefined; stale: true }

/** Runs a command. What the person can put right in the form comes back as a value; every other no is thrown on. */
export async function attempt<T>(run: () => Promise<T>): Promise<Done<T> | Wrong> {
  try {
    return { done: await run() }
  } catch (error) {
    if (error instanceof Invalid) return { errors: error.errors }
    throw error
  }
}

/** The same for a form that can show two versions side by side. */
export async function attemptEdit<T>(run: () => Promise<T>): Promise<((Done<T> | Wrong) & { stale?: false }) | Stale> {
  try {
    return await attempt(run)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'stale') return { stale: true }
    throw error
  }
}
