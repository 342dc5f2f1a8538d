import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Step = {
  label: Child
  who?: Child
  /** The day it was done, its deadline, or "đang chờ". */
  when?: Child
  state: 'done' | 'now' | 'later'
  action?: Child
}

const marks: Record<Step['state'], IconName | undefined> = { done: 'check', now: 'hourglass', later: undefined }
const words: Record<Step['state'], string> = { done: 'Đã xong: ', now: 'Đang làm: ', later: 'Chưa tới: ' }

/** The steps of a process, in order, joined by a line. */
export const Steps = ({ steps }: { steps: readonly Step[] }) => (
  <ol class="steps">
    {steps.map(({ label, who, when, state, action }, at) => {
      const mark = marks[state]
      return (
        <li class={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span class="step-mark" aria-hidden="true">
            {mark ? <Icon name={mark} /> : at + 1}
          </span>
          <div>
            <span class="sr">{words[state]}</span>
            <span class="step-label">{label}</span>
            {who && <span class="step-who">{who}</span>}
            {action}
          </div>
          {when && <span class="step-when">{when}</span>}
        </li>
      )
    })}
  </ol>
)
